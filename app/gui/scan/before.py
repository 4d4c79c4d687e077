"""What a window was like before a scan typed into it, to be put back after it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from app.gui.widgets.ring import reason_with

Editor = QLineEdit | QPlainTextEdit | QTextEdit


def is_editor(widget: QWidget | None) -> bool:
    """Whether keys become text there, and nothing worse."""
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and not widget.isReadOnly()


class _Held(NamedTuple):
    editor: Editor
    text: str
    anchor: int
    at: int

    def put_back(self) -> None:
        if isinstance(self.editor, QLineEdit):
            self._put_back_line(self.editor)
            return
        if self.editor.toPlainText() != self.text:
            self.editor.setPlainText(self.text)
            cursor = self.editor.textCursor()
            cursor.setPosition(self.anchor)
            cursor.setPosition(self.at, QTextCursor.MoveMode.KeepAnchor)
            self.editor.setTextCursor(cursor)

    def _put_back_line(self, line: QLineEdit) -> None:
        if line.text() == self.text:
            return
        # As if it was typed, for whoever listens to that; then once more, so that undo in the
        # field does not bring the scan back.
        line.selectAll()
        line.insert(self.text)
        line.setText(self.text)
        if self.anchor == self.at:
            line.setCursorPosition(self.at)
        else:
            line.setSelection(self.anchor, self.at - self.anchor)


class Before:
    """Who had the keyboard, and the text and cursor of each field that got it since."""

    def __init__(self) -> None:
        self._focused = QApplication.focusWidget()
        # A ring goes with who came by keyboard, and stays away from who came by finger.
        self._ring = bool(getattr(self._focused, "ring", False))
        self._held: dict[int, _Held] = {}
        self.meet(self._focused)

    def meet(self, widget: QWidget | None) -> None:
        """The keyboard comes to it: what is there now was there before the scan."""
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            self._held.setdefault(id(widget), _hold(widget))

    def type(self, text: str) -> None:
        """Into the field that had the keyboard, once it has it again; nowhere without one."""
        editor = self._focused
        if editor is not QApplication.focusWidget() or not is_editor(editor):
            return
        if isinstance(editor, QLineEdit):
            editor.insert(text)
        elif isinstance(editor, QPlainTextEdit | QTextEdit):
            editor.insertPlainText(text)

    def put_back(self) -> None:
        for held in self._held.values():
            if isValid(held.editor):
                held.put_back()
        focused = self._focused
        if focused is None or not isValid(focused) or not focused.isVisible():
            return
        if focused is not QApplication.focusWidget():
            focused.setFocus(reason_with(ring=self._ring))


def _hold(editor: Editor) -> _Held:
    if not isinstance(editor, QLineEdit):
        cursor = editor.textCursor()
        return _Held(editor, editor.toPlainText(), cursor.anchor(), cursor.position())
    at, start = editor.cursorPosition(), editor.selectionStart()
    if start < 0:
        return _Held(editor, editor.text(), at, at)
    end = editor.selectionEnd()
    return _Held(editor, editor.text(), end if at == start else start, at)
