"""How a sentence is made: translated, counted, and each inserted value isolated from it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_CONTROLS: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))


def iso(value: object) -> str:
    """The value, kept from reordering the words around it and being reordered by them."""
    return f"\u2068{value}\u2069"


def left_to_right(value: object) -> str:
    """For `+1`, codes and sums: under a right-to-left sentence a bare `+1` is drawn `1+`."""
    return f"\u2066{value}\u2069"


def plain(text: str) -> str:
    """Without the invisible marks: for screen readers, search and copies."""
    return text.translate(_CONTROLS)


def say(source: str, **values: object) -> str:
    """The sentence in the language of the screen, its `{name}`s filled in and isolated."""
    words = QCoreApplication.translate("turnout", source)
    return words.format_map({name: iso(value) for name, value in values.items()})


def count(one: str, many: str, n: int, **values: object) -> str:
    """A sentence about n things; a language's own plural forms come with its translation."""
    words = QCoreApplication.translate("turnout", many, "", n)
    if words == many.replace("%n", str(n)):
        words = one if n == 1 else many.replace("%n", iso(n))
    return words.format_map({name: iso(value) for name, value in values.items()})


def joined(*parts: str) -> str:
    """A line of facts; each keeps its own direction."""
    return " · ".join(part for part in parts if part)
