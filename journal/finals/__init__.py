"""The finals area."""
