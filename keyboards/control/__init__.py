"""The buttons of the weekly control."""
