"""The texts that people read: every key, in every language, with the right facts."""
