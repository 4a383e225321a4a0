"""Loading a school from files."""
