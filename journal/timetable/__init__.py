"""When lessons are: the calendar, and the lessons made from it."""
