"""Which key means what at the desk; each has a form without letters, for any keyboard layout."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Wish(Enum):
    WALK_IN = auto()
    UPDATE = auto()
    ACTIVITY = auto()
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


_PLAIN: Final = {
    Qt.Key.Key_F3: Wish.WALK_IN,
    Qt.Key.Key_F4: Wish.NO_SHOW,
    Qt.Key.Key_F5: Wish.UPDATE,
    Qt.Key.Key_F6: Wish.PANE_AFTER,
    Qt.Key.Key_F7: Wish.SESSION_BEFORE,
    Qt.Key.Key_F8: Wish.SESSION_AFTER,
    Qt.Key.Key_F9: Wish.UNDO_LAST,
    Qt.Key.Key_F12: Wish.CHECKUP,
    Qt.Key.Key_Menu: Wish.MENU,
    Qt.Key.Key_Return: Wish.PRIMARY,
    Qt.Key.Key_Enter: Wish.PRIMARY,
    Qt.Key.Key_Plus: Wish.ONE_MORE,
    Qt.Key.Key_Minus: Wish.ONE_FEWER,
}
_SHIFTED: Final = {
    Qt.Key.Key_F6: Wish.PANE_BEFORE,
    Qt.Key.Key_F9: Wish.REDO_LAST,
    # Where + itself needs Shift, it is still only +: nobody must count an extra by typing +.
    Qt.Key.Key_Plus: Wish.ONE_MORE,
    # Shift and the + key where + needs no Shift, as on German and Nordic keyboards.
    Qt.Key.Key_Asterisk: Wish.EXTRA,
    Qt.Key.Key_Question: Wish.EXTRA,
}
_WITH_CONTROL: Final = {
    Qt.Key.Key_F9: Wish.ACTIVITY,
    Qt.Key.Key_Z: Wish.UNDO_LAST,
    Qt.Key.Key_Y: Wish.REDO_LAST,
}


def wish(event: QKeyEvent) -> Wish | None:
    """What a key asks for; a held key asks once."""
    if event.isAutoRepeat():
        return None
    key, with_ = Qt.Key(event.key()), event.modifiers()
    keypad = bool(with_ & Qt.KeyboardModifier.KeypadModifier)
    with_ &= ~Qt.KeyboardModifier.KeypadModifier
    if with_ == Qt.KeyboardModifier.NoModifier:
        return _PLAIN.get(key)
    if with_ == Qt.KeyboardModifier.ShiftModifier:
        if keypad:
            return Wish.EXTRA if key == Qt.Key.Key_Plus else None
        return _SHIFTED.get(key)
    if with_ == Qt.KeyboardModifier.ControlModifier:
        return _WITH_CONTROL.get(key)
    return None
