"""Substitutions: who replaces an absent teacher in which lesson, and how it ends signed in the journal (П 5.4.2)."""
