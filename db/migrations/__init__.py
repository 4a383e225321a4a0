"""The schema's history, run by `db.migrate`."""
