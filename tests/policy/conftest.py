"""Hypothesis without deadlines: the machine may be busy, and no test here is about time."""

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
