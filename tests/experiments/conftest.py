"""Property tests here have no deadline: a shared machine may stall, and that is no finding."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
