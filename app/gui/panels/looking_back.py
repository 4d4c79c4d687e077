"""Reads the activity for its panel, takes back what is chosen there, and writes it to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.activity import Asked, Change, Page, Place, Source
from app.domain.errors import StoreError
from app.gui import text_activity
from app.gui.panels.activity import AT_ONCE, NAME, ActivityPanel
from app.gui.panels.options import Options
from app.gui.panels.table_saving import TableSaving
from app.gui.words import Sentence

if TYPE_CHECKING:
    from app.checkin.activity import Activity
    from app.checkin.desk import Desk
    from app.gui.window import DeskWindow

SEEN_FIRST: Final = 8
SPANS: Final = (1, 7, 30)


class LookingBack(QObject):
    """What is asked for stays asked for until it is changed, also while the panel is closed."""

    def __init__(self, window: DeskWindow, desk: Desk, activity: Activity) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._activity = activity
        self._saving = TableSaving(window)
        self._source: Source | None = None
        self._days = SPANS[0]
        self._page = 0
        self._until: Place | None = None
        self._shut = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_news)
        window.preferences.changed.connect(self._soon.start)
        window.watch.changed.connect(self._soon.start)
        window.pane.changed.connect(self._soon.start)

    def make_panel(self) -> ActivityPanel:
        panel = ActivityPanel(self._window.look, self._window)
        self._source, self._days, self._page = None, SPANS[0], 0
        panel.narrowed.connect(self._on_narrowed)
        panel.source_wanted.connect(self._on_source_wanted)
        panel.days_wanted.connect(self._on_days_wanted)
        panel.turned.connect(self._on_turned)
        panel.newest_wanted.connect(self._on_narrowed)
        panel.export_wanted.connect(self._on_export)
        panel.undo_wanted.connect(self._on_undo)
        return panel

    def show_in(self, panel: ActivityPanel) -> None:
        """From the newest there is: what is seen first at once, the rest right behind it."""
        self._until, self._page = None, 0
        self._show(panel, SEEN_FIRST)
        panel.to_top()
        self._soon.start()

    def _show(self, panel: ActivityPanel, most: int = AT_ONCE) -> None:
        try:
            self._until = self._until or self._activity.last()
            asked, now = self._asked(panel), self._desk.now()
            page = self._activity.page(asked, self._page * AT_ONCE, most)
            newest = self._newest(asked, page)
        except StoreError as shut:
            if not self._shut:  # said once: it would be asked for again right behind it
                self._shut = True
                self._window.store_failed(str(shut))
            return
        self._shut = False
        source = _said(self._source)
        panel.show_filters(source, self._span(), _kept(self._window))
        panel.show_changes(page.changes, now)
        panel.show_ways(newest=newest, newer=self._page > 0, older=page.more)

    def _span(self) -> int:
        """What was asked for, as far as it is kept."""
        return min(self._days, _kept(self._window))

    def _newest(self, asked: Asked, page: Page) -> bool:
        """Whether something came that the page does not show."""
        if self._page:
            return True
        top = self._activity.page(asked._replace(until=None), 0, 1).changes
        return [each.place for each in top] != [each.place for each in page.changes[:1]]

    def _asked(self, panel: ActivityPanel) -> Asked:
        session = self._window.event_id if panel.session.isChecked() else None
        return Asked(
            self._activity.since(self._span()),
            session,
            panel.person.text,
            self._source,
            panel.problems.isChecked(),
            self._until,
        )

    def _on_news(self) -> None:
        panel = self._window.side
        if not isinstance(panel, ActivityPanel) or panel.held:
            return
        if not self._page and not panel.has_keyboard and not panel.underMouse():
            self._until = None  # nobody is in it: what is new may come in at its top
        self._show(panel)

    def _on_narrowed(self) -> None:
        if isinstance(self._window.side, ActivityPanel):
            self.show_in(self._window.side)

    def _on_turned(self, pages: int) -> None:
        if isinstance(panel := self._window.side, ActivityPanel):
            self._page = max(0, self._page + pages)
            self._show(panel)
            panel.to_top()

    def _on_undo(self, change: Change) -> None:
        if change.op_id is not None:
            self._window.record(partial(self._desk.undo, change.op_id), undoing=True)
            self._window.show_day()

    def _on_source_wanted(self) -> None:
        panel = self._window.side
        if isinstance(panel, ActivityPanel):
            known = self._activity.sources(self._activity.since(self._span()))
            captions = [text_activity.anybody(), *map(text_activity.source, known)]
            choices: list[Source | None] = [None, *known]
            chosen = partial(self._on_source, choices)
            self._offer(panel.source, text_activity.choose_source(), captions, chosen)

    def _on_source(self, choices: Sequence[Source | None], at: int) -> None:
        self._source = choices[at]
        self._narrowed_by_card()

    def _on_days_wanted(self) -> None:
        panel = self._window.side
        if isinstance(panel, ActivityPanel):
            captions = [text_activity.days(days) for days in _spans(_kept(self._window))]
            self._offer(panel.days, text_activity.choose_days(), captions, self._on_days)

    def _on_days(self, at: int) -> None:
        self._days = _spans(_kept(self._window))[at]
        self._narrowed_by_card()

    def _narrowed_by_card(self) -> None:
        self._window.popover.close_card()
        self._on_narrowed()

    def _offer(
        self, at: QWidget, title: str, captions: Sequence[str], on: Callable[[int], None]
    ) -> None:
        options = Options(self._window.look, f"{NAME}.option", title, captions)
        options.chosen.connect(on)
        self._window.popover.open_at(options, at)

    def _on_export(self) -> None:
        panel = self._window.side
        if not isinstance(panel, ActivityPanel):
            return
        try:
            now, found = self._desk.now(), self._activity.all(self._asked(panel))
        except StoreError as shut:
            self._window.store_failed(str(shut))
            return
        lines = (text_activity.cells(each, now.tzinfo) for each in found)
        self._saving.start(_place(now), chain([text_activity.columns()], lines), panel)


def _kept(window: DeskWindow) -> int:
    return window.preferences.now.activity_days


def _spans(kept: int) -> list[int]:
    """All that is kept is the longest."""
    return [*(days for days in SPANS if days < kept), kept]


def _said(source: Source | None) -> Sentence:
    return partial(text_activity.source, source) if source else text_activity.anybody


def _place(now: datetime) -> Path:
    """A name that no export had before, where people look for their files."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents) or str(Path.home())
    known = Path(folder) if Path(folder).is_dir() else Path.home()
    return known / f"turnout activity {now:%Y-%m-%d %H.%M.%S}.csv"
