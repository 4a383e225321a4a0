"""The area of planned tests."""
