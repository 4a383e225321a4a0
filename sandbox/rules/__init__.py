"""What Telegram does to texts and keyboards before it takes them. Pure functions, no state."""
