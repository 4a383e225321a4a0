"""The verbs: what may be done, by whom, and what it causes. No Telegram here, and no commit: the caller opens the transaction."""
