"""The homework area."""
