"""What is cut is whole where the mouse rests: as it is written, in lines that a screen holds."""

from html import escape, unescape
from typing import Final

from PySide6.QtWidgets import QWidget

LINE: Final = 80
_BEGIN: Final = "<p style='white-space:pre-wrap'>"
_BREAK: Final = "<br>"
_END: Final = "</p>"


def tip_of(words: str) -> str:
    """For Qt, which takes a name such as `<b>Bob</b>` for markup, and breaks nothing else into
    lines (QToolTip: "Rich text displayed in a tool tip is implicitly word-wrapped").
    """
    if "<" not in words and len(words) <= LINE:
        return words
    return _BEGIN + _BREAK.join(map(escape, words.splitlines())) + _END


def tell_tip(part: QWidget, words: str) -> None:
    """Of `words` all of it; none where there are none.

    Without a description of its own a screen reader is told the tip, and would read out markup.
    """
    was, tip = part.toolTip(), tip_of(words)
    if tip == was:
        return
    part.setToolTip(tip)
    if tip != words:
        part.setAccessibleDescription(words)
    elif was.startswith(_BEGIN):
        part.setAccessibleDescription("")


def told_tip(part: QWidget) -> str:
    """The words that it was given."""
    tip = part.toolTip()
    if not tip.startswith(_BEGIN):
        return tip
    return unescape(tip.removeprefix(_BEGIN).removesuffix(_END).replace(_BREAK, "\n"))
