"""The office's command line, one module for each kind of task; server/__main__.py puts them together."""
