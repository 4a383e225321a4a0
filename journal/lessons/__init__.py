"""The lessons area."""
