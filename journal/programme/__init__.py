"""The programme (КТП): the plan of a course, what of it was taken, and where the calendar puts the rest."""
