"""Fact tables as data files: each row with its source and the date on which it was true."""
