"""How a sentence is made: translated, counted, and each inserted value isolated from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

_CONTROLS: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))

Sentence = Callable[[], str]
Words = str | Sentence
"""What a control says. One that is to follow the language is given the sentence itself, to be said
anew; mere text stays as it is."""


def spoken(words: Words) -> str:
    """As it is said now."""
    return words if isinstance(words, str) else words()


def number(n: int) -> str:
    """In the digits of the business."""
    digits, zero = str(n), ord(QLocale().zeroDigit())
    if zero == ord("0"):
        return digits
    return "".join(chr(zero + int(d)) if d.isdecimal() else d for d in digits)


def iso(value: object) -> str:
    """The value, kept from reordering the words around it and being reordered by them."""
    return f"\u2068{number(value) if isinstance(value, int) else value}\u2069"


def left_to_right(value: object) -> str:
    """For `+1`, codes and sums: under a right-to-left sentence a bare `+1` is drawn `1+`."""
    return f"\u2066{number(value) if isinstance(value, int) else value}\u2069"


def plain(text: str) -> str:
    """Without the invisible marks: for screen readers, search and copies."""
    return text.translate(_CONTROLS)


def known(sentence: str) -> str:
    """Marks a sentence that is made elsewhere for its translation; `told` finds that."""
    return sentence


def say(source: str, **values: object) -> str:
    """The sentence in the language of the screen, its `{name}`s filled in and isolated."""
    words = QCoreApplication.translate("", source)
    return words.format_map({name: iso(value) for name, value in values.items()})


def count(one: str, many: str, n: int, **values: object) -> str:
    """A sentence about n things; a language's own plural forms come with its translation."""
    words = QCoreApplication.translate("", one, many, n)
    if words == one:
        words = one if n == 1 else many.replace("%n", iso(n))
    else:
        words = words.replace(str(n), iso(n))
    return words.format_map({name: iso(value) for name, value in values.items()})


def joined(*parts: str) -> str:
    """A line of facts; each keeps its own direction."""
    return " · ".join(part for part in parts if part)
