"""Buttons about people: codes, consents, the class and staff lists, settings."""
