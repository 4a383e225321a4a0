"""The marks area."""
