"""Fixtures that more than one room's tests use."""

from tests.support.small_world import small_world
from tests.support.workspace import copy_of_run, finished_run, loaded_corpora, workspace

__all__ = ["copy_of_run", "finished_run", "loaded_corpora", "small_world", "workspace"]
