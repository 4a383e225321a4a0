"""A lesson's buttons: its card, one message, the quick way, a whole day, taking back."""
