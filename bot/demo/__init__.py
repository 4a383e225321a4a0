"""The demo: «СОШ № 7» with a quarter of history, on SQLite, beside a local Telegram; and a tour of it in the terminal."""
