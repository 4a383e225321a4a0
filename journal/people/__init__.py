"""Who is here: accounts, invites, grants, consent, settings."""
