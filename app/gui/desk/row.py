"""One line of a roster: who, the state, how many are in, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.model import RowId
from app.gui import text
from app.gui.desk.columns import Columns
from app.gui.desk.facts_line import FactsLine
from app.gui.desk.name_line import NameLine
from app.gui.desk.row_ground import RowGround
from app.gui.desk.row_view import Act, RowView
from app.gui.desk.state_label import StateLabel
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import Dress, IconButton, SafeButton, TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side
from app.gui.words import joined, plain


class RosterRow(RowGround):
    """Shows a `RowView` and says what was wanted; it counts nothing itself."""

    wanted = Signal(object, object)
    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._view: RowView | None = None
        self.name = NameLine(look, self)
        self.facts = FactsLine(look, self)
        self.state = StateLabel(look, self)
        self.minus = IconButton(look, "minus", "", self)
        self.numbers = Line(look, Face.COUNTER, "text", self)
        self.numbers.stand(Side.CENTRE)
        self.plus = IconButton(look, "plus", "", self)
        self.primary = TextButton(look, "", self)
        self.more = IconButton(look, "more", "", self)
        for button, act in (
            (self.minus, self._on_minus),
            (self.plus, self._on_plus),
            (self.primary, self._on_primary),
            (self.more, self._on_more),
        ):
            button.clicked.connect(act)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def view(self) -> RowView | None:
        return self._view

    @property
    def buttons(self) -> tuple[SafeButton, ...]:
        return self.minus, self.plus, self.primary, self.more

    @property
    def held(self) -> bool:
        """Whether a finger is on one of its buttons."""
        return any(button.isDown() for button in self.buttons)

    def show_view(self, view: RowView) -> None:
        """Touch only what differs: a repaint of one row is part of every tap."""
        if view == (before := self._view):
            return
        self._view = view
        if before is None or before.row != view.row:
            self._identify(view.row)
        self.show_over(over=view.over)
        self.name.show_name(view.name, first=view.first)
        self.facts.show_facts(view)
        self.state.show_state(view.icon, view.state, view.tone, waits=view.waits)
        self.numbers.show_text(view.numbers)
        self.numbers.setAccessibleName(plain(view.numbers_name))
        self._show_buttons(view)
        self.name_buttons()
        self.setAccessibleName(plain(joined(view.name, self.facts.whole, view.state)))

    def show_current(self, *, current: bool) -> None:
        """The current row is the one that keys act on, and the one Tab stops at."""
        if current is self.current:
            return
        self.mark_current(current=current)
        self._show_primary()
        policy = Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus
        for button in self.buttons:
            button.setFocusPolicy(policy)
        strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(strong if current else click)

    def let_go(self) -> None:
        """Forget a finger that came down while the row belonged to somebody else."""
        for button in self.buttons:
            button.setDown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = Columns(self.width())
        self.pill = self.mirrored(columns.stepper).adjusted(0, 6, 0, -6)
        self.facts.give_notes(self.mirrored(columns.notes))
        for widget, place in (
            (self.name, columns.name),
            (self.facts, columns.facts),
            (self.state, columns.state),
            (self.minus, columns.minus),
            (self.numbers, columns.numbers),
            (self.plus, columns.plus),
            (self.primary, columns.action),
            (self.more, columns.more),
        ):
            widget.setGeometry(self.mirrored(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._view is not None:
            self.chosen.emit(self._view.row)

    def _identify(self, row: RowId) -> None:
        self.let_go()
        base = f"staff.row.{row.booking_id}"
        self.setObjectName(base)
        self.setAccessibleIdentifier(base)
        for label, part in ((self.numbers, "count"), (self.state, "state"), (self.name, "name")):
            label.setObjectName(f"{base}.{part}")
            label.setAccessibleIdentifier(f"{base}.{part}")
        for button, part in zip(self.buttons, ("minus", "plus", "primary", "menu"), strict=True):
            button.identify(f"{base}.{part}")

    def name_buttons(self) -> None:
        """For a screen reader and the tips: whose they are, and why one does nothing."""
        if (view := self._view) is None:
            return
        self.minus.describe(text.one_fewer_for(view.name), view.why_no_minus)
        self.plus.describe(text.one_more_for(view.name), view.why_no_plus)
        self.more.describe(text.more_for(view.name))
        if view.primary is not None:
            self.primary.describe(text.doing_for(view.caption, view.name))

    def _show_buttons(self, view: RowView) -> None:
        self.minus.allow(not view.why_no_minus)
        self.plus.allow(not view.plus_off)
        self.plus.dim(bool(view.why_no_plus))
        self._show_primary()
        self.primary.setVisible(view.primary is not None)

    def _show_primary(self) -> None:
        """Solid where Enter does it, tinted in the other rows: the names lead, not the buttons."""
        if self._view is None or self._view.primary is None:
            return
        solid = Dress.FILLED if self.current else Dress.TINTED
        dress = {Act.CHECK_IN_REST: solid, Act.REVIEW: Dress.ALARM}
        caption = plain(self._view.caption)
        self.primary.show_caption(caption, dress.get(self._view.primary, Dress.PLAIN))

    def _want(self, act: Act | None) -> None:
        if self._view is not None and act is not None:
            self.chosen.emit(self._view.row)
            self.wanted.emit(self._view.row, act)

    def _on_minus(self) -> None:
        self._want(Act.ONE_FEWER)

    def _on_plus(self) -> None:
        self._want(Act.ONE_MORE)

    def _on_primary(self) -> None:
        self._want(self._view.primary if self._view else None)

    def _on_more(self) -> None:
        self._want(Act.MENU)
