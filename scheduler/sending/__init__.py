"""The way out: one door for every call, at the pace Telegram allows; promised pushes are claimed, sent and settled."""
