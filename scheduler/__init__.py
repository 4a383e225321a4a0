"""What happens by the clock: pushes that were promised, reminders, the daily making of lessons."""
