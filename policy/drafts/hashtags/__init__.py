"""Hashtags of a draft: found as the platforms find them, read as a person reads them, judged word by word (4.2.7)."""
