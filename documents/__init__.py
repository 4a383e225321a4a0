"""Workbooks that people fill in, made from the values that journal returns."""
