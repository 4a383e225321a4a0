"""Marks' buttons: a cell, several, a list, history, whom to ask, the journal's pages."""
