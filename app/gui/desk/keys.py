"""Which key means what at the desk; each has a form without letters, for any keyboard layout."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

ASCII: Final = 0x80
FIELDS_OWN: Final = ("Z", "Y")
"""With Ctrl these change the text where one types, and nothing else."""


class Wish(Enum):
    WALK_IN = auto()
    UPDATE = auto()
    ACTIVITY = auto()
    REPORTS = auto()
    SESSION_BEFORE = auto()
    SESSION_AFTER = auto()
    UNDO_LAST = auto()
    REDO_LAST = auto()
    PRIMARY = auto()
    ONE_MORE = auto()
    ONE_FEWER = auto()
    EXTRA = auto()
    NO_SHOW = auto()
    MENU = auto()
    PANE_AFTER = auto()
    PANE_BEFORE = auto()
    CHECKUP = auto()
    ROW_BEFORE = auto()
    ROW_AFTER = auto()
    FIRST_ROW = auto()
    LAST_ROW = auto()
    PAGE_BEFORE = auto()
    PAGE_AFTER = auto()
    BACK = auto()
    SHORTCUTS = auto()
    MAIN_MENU = auto()
    FULL_SCREEN = auto()
    SETTINGS = auto()
    SEARCH = auto()
    LOCK = auto()
    DAY_BEFORE = auto()
    DAY_AFTER = auto()


# What is here is handled, and what is handled is listed: the panel of F1 is made of these.
PLAIN: Final = {
    Qt.Key.Key_F1: Wish.SHORTCUTS,
    Qt.Key.Key_F2: Wish.SEARCH,
    Qt.Key.Key_F3: Wish.WALK_IN,
    Qt.Key.Key_F4: Wish.NO_SHOW,
    Qt.Key.Key_F5: Wish.UPDATE,
    Qt.Key.Key_F6: Wish.PANE_AFTER,
    Qt.Key.Key_F7: Wish.SESSION_BEFORE,
    Qt.Key.Key_F8: Wish.SESSION_AFTER,
    Qt.Key.Key_F9: Wish.UNDO_LAST,
    Qt.Key.Key_F12: Wish.CHECKUP,
    Qt.Key.Key_F10: Wish.MAIN_MENU,
    Qt.Key.Key_F11: Wish.FULL_SCREEN,
    Qt.Key.Key_Escape: Wish.BACK,
    Qt.Key.Key_Menu: Wish.MENU,
    Qt.Key.Key_Up: Wish.ROW_BEFORE,
    Qt.Key.Key_Down: Wish.ROW_AFTER,
    Qt.Key.Key_Home: Wish.FIRST_ROW,
    Qt.Key.Key_End: Wish.LAST_ROW,
    Qt.Key.Key_PageUp: Wish.PAGE_BEFORE,
    Qt.Key.Key_PageDown: Wish.PAGE_AFTER,
    Qt.Key.Key_Return: Wish.PRIMARY,
    Qt.Key.Key_Enter: Wish.PRIMARY,
    Qt.Key.Key_Plus: Wish.ONE_MORE,
    Qt.Key.Key_Minus: Wish.ONE_FEWER,
}
SHIFTED: Final = {
    Qt.Key.Key_F10: Wish.MENU,
    Qt.Key.Key_F6: Wish.PANE_BEFORE,
    Qt.Key.Key_F9: Wish.REDO_LAST,
    # Where + itself needs Shift, it is still only +: nobody must count an extra by typing +.
    Qt.Key.Key_Plus: Wish.ONE_MORE,
    # Shift and the + key where + needs no Shift, as on German and Nordic keyboards.
    Qt.Key.Key_Asterisk: Wish.EXTRA,
    Qt.Key.Key_Question: Wish.EXTRA,
}
WITH_CONTROL: Final = {
    Qt.Key.Key_F10: Wish.SETTINGS,
    Qt.Key.Key_F9: Wish.ACTIVITY,
    Qt.Key.Key_F11: Wish.REPORTS,
    Qt.Key.Key_Z: Wish.UNDO_LAST,
    Qt.Key.Key_Y: Wish.REDO_LAST,
    Qt.Key.Key_F: Wish.SEARCH,
    Qt.Key.Key_L: Wish.LOCK,
    Qt.Key.Key_PageUp: Wish.DAY_BEFORE,
    Qt.Key.Key_PageDown: Wish.DAY_AFTER,
}
EVERYWHERE: Final = frozenset(
    (
        Wish.SHORTCUTS,
        Wish.SEARCH,
        Wish.WALK_IN,
        Wish.UPDATE,
        Wish.PANE_AFTER,
        Wish.PANE_BEFORE,
        Wish.SESSION_BEFORE,
        Wish.SESSION_AFTER,
        Wish.DAY_BEFORE,
        Wish.DAY_AFTER,
        Wish.UNDO_LAST,
        Wish.REDO_LAST,
        Wish.CHECKUP,
        Wish.MAIN_MENU,
        Wish.FULL_SCREEN,
        Wish.SETTINGS,
        Wish.ACTIVITY,
        Wish.REPORTS,
        Wish.LOCK,
    )
)
"""Whatever has the keyboard. A row's own are not among them: nobody may be counted by a key that
was meant for a panel or a card. What a field itself does with a key, as with Ctrl+Z, comes first.
"""
# A held key goes on with these, and asks once for anything else.
REPEATED: Final = frozenset((Wish.ROW_BEFORE, Wish.ROW_AFTER, Wish.PAGE_BEFORE, Wish.PAGE_AFTER))


def wish(event: QKeyEvent) -> Wish | None:
    """What a key asks for."""
    wanted = _wish(event)
    return None if event.isAutoRepeat() and wanted not in REPEATED else wanted


def means_the_same_everywhere(event: QKeyEvent) -> bool:
    return wish(event) in EVERYWHERE


def _wish(event: QKeyEvent) -> Wish | None:
    key, with_ = Qt.Key(event.key()), event.modifiers()
    keypad = bool(with_ & Qt.KeyboardModifier.KeypadModifier)
    with_ &= ~Qt.KeyboardModifier.KeypadModifier
    if with_ == Qt.KeyboardModifier.NoModifier:
        return PLAIN.get(key)
    if with_ == Qt.KeyboardModifier.ShiftModifier:
        if keypad:
            return Wish.EXTRA if key == Qt.Key.Key_Plus else None
        return SHIFTED.get(key)
    if with_ == Qt.KeyboardModifier.ControlModifier:
        return WITH_CONTROL.get(letter(event))
    return None


def letter(event: QKeyEvent) -> Qt.Key:
    """The letter of the key, also where the layout has another script on it, as in Hebrew."""
    key = Qt.Key(event.key())
    if key < ASCII or key >= Qt.Key.Key_Escape:
        return key
    # Imported here: most keys are no such letters.
    from app.gui.scan.before import is_editor
    from app.gui.scan.keyboard import keys_of

    sign = keys_of(QGuiApplication.platformName()).sign(event).upper()
    if not sign.isalpha() or (sign in FIELDS_OWN and is_editor(QApplication.focusWidget())):
        return key
    return Qt.Key(ord(sign))
