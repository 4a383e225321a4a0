"""Finals' buttons: a course's list, what is missing in the school, how marks are reckoned."""
