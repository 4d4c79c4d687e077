"""The keys by the names that are printed on them, and what each does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from PySide6.QtCore import Qt

from app.gui import text_lock, text_settings
from app.gui.desk.keys import PLAIN, SHIFTED, WITH_CONTROL, Wish
from app.gui.words import say

Caps = tuple[str, ...]
"""What is pressed together: one cap each."""


class Line(NamedTuple):
    """Each way to press it, and what it does."""

    keys: tuple[Caps, ...]
    words: str


class Group(NamedTuple):
    title: str
    lines: tuple[Line, ...]


def title() -> str:
    return say("Keyboard shortcuts")


def menu() -> str:
    return say("Menu")


def full_screen_on() -> str:
    return say("Full screen. F11 leaves it")


def groups() -> tuple[Group, ...]:
    """Every key there is, in the order in which one comes to need it."""
    return tuple(
        Group(title(), tuple(Line(_ways(each), words()) for each, words in lines))
        for title, lines in _GROUPS
    )


def _ways(wanted: tuple[Wish, ...]) -> tuple[Caps, ...]:
    """A search begins by its keys, and by just typing."""
    typed = ((say("A–Z"),), (say("0–9"),)) if Wish.SEARCH in wanted else ()
    return (*keys_of(*wanted), *typed)


def does(wanted: Wish) -> str:
    return next(words() for _, lines in _GROUPS for each, words in lines if wanted in each)


def keys_of(*wanted: Wish) -> tuple[Caps, ...]:
    """Each way to press them, without saying the same twice."""
    found = [caps for each in wanted for caps in _caps(each)]
    return tuple(dict.fromkeys(found))


def _caps(wanted: Wish) -> Iterator[Caps]:
    yield from ((_cap(key),) for key, wish in PLAIN.items() if wish is wanted)
    # + with Shift is + itself on some keyboards, and types another sign on others.
    shifted = [key for key, wish in SHIFTED.items() if wish is wanted and key != Qt.Key.Key_Plus]
    yield from ((_shift(), _NAMES_WITH_SHIFT.get(key) or _cap(key)) for key in shifted)
    yield from ((_control(), _cap(key)) for key, wish in WITH_CONTROL.items() if wish is wanted)


def _shift() -> str:
    return say("Shift")


def _control() -> str:
    return say("Ctrl")


def _cap(key: Qt.Key) -> str:
    named = _NAMES.get(key)
    if named is not None:
        return named()
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return f"F{key - Qt.Key.Key_F1 + 1}"
    return chr(key)


_NAMES: Final[dict[Qt.Key, Callable[[], str]]] = {
    Qt.Key.Key_Return: lambda: say("Enter"),
    Qt.Key.Key_Enter: lambda: say("Enter"),
    Qt.Key.Key_Escape: lambda: say("Esc"),
    Qt.Key.Key_Menu: lambda: say("Menu key"),
    Qt.Key.Key_Home: lambda: say("Home"),
    Qt.Key.Key_End: lambda: say("End"),
    Qt.Key.Key_PageUp: lambda: say("Page Up"),
    Qt.Key.Key_PageDown: lambda: say("Page Down"),
    Qt.Key.Key_Up: lambda: "↑",
    Qt.Key.Key_Down: lambda: "↓",
    Qt.Key.Key_Minus: lambda: "−",
}
_NAMES_WITH_SHIFT: Final = {Qt.Key.Key_Asterisk: "+", Qt.Key.Key_Question: "+"}
_GROUPS: Final[
    tuple[tuple[Callable[[], str], tuple[tuple[tuple[Wish, ...], Callable[[], str]], ...]], ...]
] = (
    (
        lambda: say("Checking in"),
        (
            ((Wish.PRIMARY,), lambda: say("What the blue button says")),
            ((Wish.ONE_MORE,), lambda: say("One more")),
            ((Wish.ONE_FEWER,), lambda: say("One fewer")),
            ((Wish.UNDO_LAST,), lambda: say("Undo the last check-in change")),
            ((Wish.REDO_LAST,), lambda: say("Do it again")),
            ((Wish.NO_SHOW,), lambda: say("No-show")),
            ((Wish.EXTRA,), lambda: say("One extra, beyond the booking")),
            ((Wish.MENU,), lambda: say("More for this row")),
        ),
    ),
    (
        lambda: say("Getting to somebody"),
        (
            ((Wish.ROW_BEFORE, Wish.ROW_AFTER), lambda: say("Row above, row below")),
            ((Wish.FIRST_ROW, Wish.LAST_ROW), lambda: say("First row, last row")),
            ((Wish.PAGE_BEFORE, Wish.PAGE_AFTER), lambda: say("Page up, page down")),
            ((Wish.SEARCH,), lambda: say("Search")),
            ((Wish.WALK_IN,), lambda: say("Walk-in")),
        ),
    ),
    (
        lambda: say("Getting around"),
        (
            ((Wish.SESSION_BEFORE, Wish.SESSION_AFTER), lambda: say("Session before, after")),
            ((Wish.DAY_BEFORE, Wish.DAY_AFTER), lambda: say("Day before, after")),
            ((Wish.PANE_AFTER,), lambda: say("Next part of the window")),
            ((Wish.PANE_BEFORE,), lambda: say("Part before")),
            ((Wish.BACK,), lambda: say("Close the panel")),
        ),
    ),
    (
        lambda: say("The program"),
        (
            ((Wish.UPDATE,), lambda: say("Update now")),
            ((Wish.ACTIVITY,), lambda: say("Activity")),
            ((Wish.REPORTS,), lambda: say("Reports")),
            ((Wish.CHECKUP,), lambda: say("Diagnostics")),
            ((Wish.MAIN_MENU,), lambda: say("Menu")),
            ((Wish.SETTINGS,), text_settings.settings),
            ((Wish.FULL_SCREEN,), lambda: say("Full screen, on and off")),
            ((Wish.LOCK,), text_lock.lock_now),
            ((Wish.SHORTCUTS,), lambda: say("Keyboard shortcuts")),
        ),
    ),
)
