"""Reminders: one row of a table says when each may go, whose it is and what it says."""
