"""Keeps PySide6 from reading the source of every module that is imported after it.

Its import hook searches each module's source for the word PySide6, in case somebody there switched
on `snake_case`. Nobody here does, and the search takes its part of the way to the first paint.
"""

from __future__ import annotations

import importlib
from contextlib import suppress

import PySide6.QtCore  # noqa: F401 - the hook comes with it


class _AlreadyKnown(dict[str, int]):
    """Says of every module that it was looked at."""

    def __contains__(self, _name: object) -> bool:
        return True


def skip_feature_search() -> None:
    """Do nothing where a later PySide6 has no such hook any more."""
    with suppress(ImportError, KeyError):
        feature = importlib.import_module("shibokensupport.feature")
        known = vars(feature)
        known["pyside_feature_dict"] = _AlreadyKnown(known["pyside_feature_dict"])
