"""The tools around the code: they fail loudly, or a test here says so."""
