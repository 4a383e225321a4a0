"""The composition root: the command line, settings, the way in. Nobody imports it."""
