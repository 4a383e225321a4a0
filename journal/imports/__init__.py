"""The imports area."""
