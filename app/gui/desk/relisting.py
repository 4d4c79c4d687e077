"""The same sessions, of which a filter lists others once another one is open."""

from __future__ import annotations

from datetime import tzinfo

from app.domain.model import EventId
from app.gui.desk.sessions import SessionList
from app.gui.widgets.ring import reason_with


def list_anew(sessions: SessionList, open_now: EventId, zone: tzinfo | None) -> None:
    """The one that is open is listed too, and the one before perhaps no more."""
    if tuple(card for card in sessions.all_cards if sessions.lists(card)) == sessions.cards:
        return
    here = next((item for item in sessions.items if item.hasFocus()), None)
    ring = here is not None and here.ring
    sessions.show_cards(sessions.all_cards, zone)
    sessions.choose(open_now)
    if here is not None and sessions.chosen_item is not None:
        sessions.chosen_item.setFocus(reason_with(ring=ring))
