"""What is done at the desk: recorded first, then shown as it came back, with the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from app.checkin.desk import Desk
from app.domain.errors import Refusal, StoreError
from app.domain.model import OpId
from app.domain.roster import Recorded
from app.domain.settings import Cue
from app.gui import text
from app.gui.desk.reading import DeskReading
from app.gui.desk.second_tap import SecondTap
from app.gui.theme import Look
from app.gui.timings import Timings
from app.gui.words import Words

if TYPE_CHECKING:
    from app.gui.cues import Cues, Play

UNDO: Final = "F9"
REDO: Final = "Shift+F9"
"""The keys that do the same."""

Doing = Callable[[], Recorded | None]


class DeskRecording(DeskReading):
    """Undo and redo are recorded like anything else, and shown by the same few lines."""

    recorded = Signal()
    play: Play | None = None
    _cues: Cues | None = None

    def __init__(self, desk: Desk, look: Look, timings: Timings) -> None:
        super().__init__(desk, look, timings)
        self.second_tap = SecondTap(timings.second_tap)

    def record(self, do: Doing, *, undoing: bool = False, nothing: Words = "") -> None:
        """Let the desk do it; what came back is shown, a no is said, nothing is guessed.

        `nothing`: what to say where there was nothing to do.
        """
        try:
            recorded = do()
        except Refusal as no:
            self.cues.by_hand(Cue.ATTENTION)
            self.snackbar.show_words(partial(text.told, str(no)))
            return
        except StoreError as shut:
            self.cues.by_hand(Cue.ERROR)
            self.store_failed(str(shut))
            return
        if recorded is None:
            self.snackbar.show_words(nothing or text.nothing_to_undo)
            return
        self._show_recorded(recorded, undoing=undoing)

    def step_back(self, gestures: int) -> None:
        """One back, or with -1 one forth again. What the bar offers, it offers by this key too."""
        if self.snackbar.press(UNDO if gestures > 0 else REDO):
            return
        if gestures > 0 and not self.snackbar.ends(UNDO):
            self.record(self._desk.undo_last, undoing=True)
            return
        from app.gui import text_history

        if gestures > 0:  # it would be somebody else's
            self.snackbar.show_final(text_history.decisions_stand, UNDO)
            return
        self.record(self._desk.history.redo_last, nothing=text_history.nothing_to_redo)

    @property
    def cues(self) -> Cues:
        """What is heard of it; nothing is before the first tap."""
        if self._cues is None:
            from app.gui.cues import Cues

            self._cues = Cues(self.preferences, self.play, self)
        return self._cues

    def _show_recorded(self, recorded: Recorded, *, undoing: bool) -> None:
        if recorded.card.session.event_id == self._event and not recorded.also:
            self.pane.show_seat(recorded.row, recorded.card)
        self.sessions.show_card(recorded.card)
        if recorded.row.walk_in or recorded.also:
            self.show_day()  # rows that came, that go with what brought them, or several at once
        words = partial(_words, recorded, undoing=undoing)
        if undoing:
            again = partial(self._do_again, recorded.op_id)
            self.snackbar.show_words(words, text.redo, REDO, again)
        else:
            back = partial(self._take_back, recorded.op_id)
            self.snackbar.show_words(words, text.undo, UNDO, back)
        self.watch.tapped()
        self.recorded.emit()
        self.cues.by_hand(Cue.SUCCESS)

    def _take_back(self, op_id: OpId) -> None:
        self.record(partial(self._desk.history.undo_gesture, op_id), undoing=True)
        self.show_day()

    def _do_again(self, op_id: OpId) -> None:
        self.record(partial(self._desk.history.undo_gesture, op_id))
        self.show_day()


def _words(recorded: Recorded, *, undoing: bool) -> str:
    if recorded.also:
        from app.gui import text_history

        return text_history.several((recorded.row, *recorded.also))
    if undoing:
        return text.undone(recorded.row)
    return text.happened(recorded.row, recorded.card)
