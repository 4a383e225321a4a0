"""The timetable area."""
