"""The family area."""
