"""Remarks: praise and concern, from a teacher to a family (П 5.3.3, П 4.2.3)."""
