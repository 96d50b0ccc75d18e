"""The command line: one file per command; the library is imported inside functions, so --help is cheap."""
