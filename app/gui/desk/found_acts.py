"""What is wanted of somebody who was found is done as on the roster, whichever session it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.checkin.search import Found
from app.gui.desk import taps
from app.gui.desk.row_view import Act, RowView, view

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.window import DeskWindow


def offers(window: DeskWindow, found: Found) -> Act | None:
    """What the row's own button does."""
    return _view(window, found).primary


def act_on(window: DeskWindow, desk: Desk, found: Found, act: Act) -> None:
    """Record it; where nothing can be recorded, say why."""
    seen = _view(window, found)
    if act is Act.PRIMARY:
        act = seen.primary or Act.MENU
    if why := window.around_session(found.session).off:
        window.snackbar.show_words(why)
    elif act is Act.REVIEW:
        window.panels.open_sync(found.seat.row)
    elif act is Act.ONE_MORE and seen.why_no_plus:
        window.snackbar.show_words(seen.why_no_plus)
    elif act is not Act.MENU:
        window.record(partial(taps.do, desk, found.seat, act), undoing=act is Act.UNDO)


def _view(window: DeskWindow, found: Found) -> RowView:
    return view(found.seat, window.around_session(found.session))


def walk_in(window: DeskWindow, name: str) -> None:
    """The walk-in panel, with the name that was looked for."""
    from app.gui.panels.walk_in import WalkInPanel

    window.panels.open_walk_in()
    if isinstance(window.side, WalkInPanel):
        window.side.name.entry.setText(name)
