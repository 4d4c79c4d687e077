"""What two spellings of a name have in common: what is typed is found however it was written."""

from __future__ import annotations

import unicodedata
from typing import Final

PHONE_LEAST: Final = 3
"""So many digits are looked for at the end of phone numbers; fewer may only be part of a name."""
PHONE_MOST: Final = 7

# Letters that decompose into nothing simpler, though people type something simpler for them.
_ALIKE: Final = {
    **dict(zip("łøđıðħæœþŋ", ("l", "o", "d", "i", "d", "h", "ae", "oe", "th", "n"), strict=True)),
    **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
    # Alef with wasla, dotless and Persian ya, ta marbuta, Persian kaf. The other alefs decompose.
    **dict(zip("ٱىیةک", "اييهك", strict=True)),
}
_DROPPED: Final = dict.fromkeys(map(ord, "'\"`´ʹʻʼʽˈ‘’‚‛“”„‟′″«»‹›׳״.·ـ"))
_VARIANTS: Final = range(0xFE00, 0xFE10)


class _Table(dict[int, str]):
    """What becomes of a character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


def _folded(char: str) -> str:
    if ord(char) in _DROPPED or unicodedata.combining(char) or ord(char) in _VARIANTS:
        return ""
    if char in _ALIKE:
        return _ALIKE[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    kind = unicodedata.category(char)
    if kind == "Cf":  # marks of direction, joiners, soft hyphens
        return ""
    # Hyphens, commas and slashes part words as a space does; an emoji is as good as a letter.
    return " " if kind[0] in "PZC" or kind in ("Sm", "Sk") else char


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """Lower case without accents, vowel points and quotes; words with one space between them."""
    plain = text.lower()
    if not text.isascii():
        # Quotes first: some of them decompose into a space and an accent.
        plain = unicodedata.normalize("NFKD", text.translate(_DROPPED)).casefold()
        plain = unicodedata.normalize("NFKD", plain)
    return " ".join(plain.translate(_TABLE).split())


def phone_digits(folded: str) -> str:
    """The last digits of what was typed, where it is a number and long enough; empty otherwise."""
    digits = folded.replace(" ", "").lstrip("+")
    typed = digits.isascii() and digits.isdigit() and len(digits) >= PHONE_LEAST
    return digits[-PHONE_MOST:] if typed else ""


def compact(text: str) -> str:
    """A code as it is compared: without hyphens, in one case."""
    return fold(text).replace(" ", "")
