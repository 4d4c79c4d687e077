"""The window of the first run: one page at a time, Back and the way on below it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.domain.errors import TurnoutError
from app.domain.trial import Trial
from app.gui import text, text_setup
from app.gui.setup.actions import Answered, Chosen, Pasted, SetupActions, Step
from app.gui.setup.asking import Asking
from app.gui.setup.foot import Foot, foot_tall
from app.gui.setup.page import Page
from app.gui.setup.pages import Pages
from app.gui.setup.screen import ScreenPage
from app.gui.setup.sheet import Sheet
from app.gui.setup.touch import TouchTest
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.voice import Voice

MARGIN: Final = 24


class SetupWindow(QMainWindow):
    """`chosen` says how it was left. A window of this kind, as screen readers know no other."""

    def __init__(self, actions: SetupActions, look: Look) -> None:
        super().__init__()
        self.chosen = Chosen.NOTHING
        self._actions = actions
        self._look = look
        self._resume = actions.left.step if actions.left.kept else Step.CONNECT
        self.voice = Voice(self)
        self.asking = Asking()
        self.setObjectName("setup")
        self.setWindowTitle("Turnout")
        self.setMinimumSize(896, 480)
        self.resize(1366, 728)
        self.step = Line(look, Face.LABEL, "muted", self)
        self.sheet = Sheet(look, self)
        self.pages = Pages(look, actions, self.sheet)
        self.connect_ = self.pages.connect
        self.page: Page = self.connect_
        self.foot = Foot(look, self)
        self.touch = TouchTest(look, self)
        self._connect()
        self._turn(self.connect_)
        if self._resume is not Step.CONNECT:
            self.connect_.on_test()

    def show_bug(self) -> None:
        self.connect_.show_tested(Answered(None, text_setup.went_wrong))
        self._turn(self.connect_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.page is not self.connect_:
            self._on_back()
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Halfway is a place to come back to."""
        self.asking.forget()
        self.page.take_what_is_right()
        if self.chosen is not Chosen.DESK:
            self._remember()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.bg)
        painter.end()

    def _connect(self) -> None:
        self.asking.answered.connect(self._on_tested)
        self.connect_.wanted.connect(self._on_test_wanted)
        self.connect_.changed.connect(self.asking.forget)
        self.connect_.said.connect(self._on_said)
        for page in self.pages.every:
            page.grew.connect(self.sheet.spread)
            page.ready_changed.connect(self._show_foot)
        _connect_touch(self.touch, self.pages.screen, self.voice)
        self.foot.back.clicked.connect(self._on_back)
        self.foot.next.clicked.connect(self._on_next)
        self._look.changed.connect(partial(_repaint, self))

    def _turn(self, page: Page) -> None:
        self.page = page
        if page is self.pages.proof and (trial := self._trial):
            self.pages.show_day(trial)
        at = self.pages.applying.index(page) + 1
        self.step.show_text(partial(text_setup.step_of, at, len(self.pages.applying)))
        self.sheet.show_page(page)
        self._show_foot()
        page.enter(Qt.FocusReason.OtherFocusReason)

    @property
    def _trial(self) -> Trial | None:
        tested = self.connect_.tested
        return tested.trial if tested else None

    def _show_foot(self) -> None:
        first = self.page is self.connect_
        self.foot.show_ways(text_setup.try_demo if first else text_setup.back, self.page)
        self._lay_out()

    def _lay_out(self) -> None:
        wide, tall, line = self.width(), self.height(), Measure.text(24)
        top, foot = MARGIN + line + 4, foot_tall()
        start, column = self.sheet.column(wide)
        self.step.setGeometry(mirrored(self, QRect(start, MARGIN, column, line)))
        self.sheet.setGeometry(0, top, wide, tall - foot - top)
        self.foot.setGeometry(0, tall - foot, wide, foot)
        self.foot.lay_out(start, column)
        self.touch.setGeometry(self.rect())

    def _remember(self) -> None:
        # What cannot be written is said where it is needed: before the desk is opened.
        with suppress(TurnoutError):
            self._actions.remember(self.pages.left_at(self.page))

    def _on_test_wanted(self, pasted: Pasted) -> None:
        self.asking.ask(partial(self._actions.test, pasted))

    def _on_tested(self, tested: Answered) -> None:
        self.connect_.show_tested(tested)
        if tested.works and tested.trial is not None:
            self.pages.take(tested.trial)
            self._remember()
            if self._resume is not Step.CONNECT:
                self._turn(self.pages.at(self._resume))
            else:
                self.foot.next.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.page is self.connect_:
            self.connect_.test.setFocus(Qt.FocusReason.OtherFocusReason)
        self._resume = Step.CONNECT

    def _on_said(self, words: str) -> None:
        self.voice.say(words)
        if self.connect_.bad.words.text():
            self.sheet.reveal(*self.connect_.found)

    def _on_back(self) -> None:
        if self.page is self.connect_:
            self.chosen = Chosen.DEMO
            self.close()
            return
        self.page.take_what_is_right()
        self._turn(self.pages.beside(self.page, -1))
        self._remember()

    def _on_next(self) -> None:
        if not self.page.take():
            self.sheet.reveal_focus()
            return
        if not self.pages.is_last(self.page):
            self._turn(self.pages.beside(self.page, 1))
            self._remember()
            return
        trial = self._trial
        facts = trial.facts if trial else None
        try:
            self._actions.finish(self.pages.left_at(self.page), facts.name if facts else "")
        except TurnoutError as shut:
            self.pages.screen.show_problem(partial(text.told, str(shut)))
            self.sheet.reveal(self.pages.screen.bad)
            return
        self.chosen = Chosen.DESK
        self.close()


def _repaint(window: SetupWindow) -> None:
    for part in (window, *window.findChildren(QWidget)):
        part.update()


def _connect_touch(touch: TouchTest, screen: ScreenPage, voice: Voice) -> None:
    screen.touch_wanted.connect(touch.begin)
    touch.done.connect(screen.show_touched)
    for telling in (screen, touch):
        telling.said.connect(voice.say)
