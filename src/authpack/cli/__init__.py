"""The command line: one file per command; each imports the library inside its function, so that --help costs nothing."""
