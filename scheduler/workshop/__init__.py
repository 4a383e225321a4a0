"""Slow work that somebody asked for: stored, made with progress, sent as a document."""
