"""Buttons: typed callback data beside the pure builder that emits it."""
