"""The command line's commands, one a file: `arguments(parser)` and `run(args, settings) -> exit code`."""
