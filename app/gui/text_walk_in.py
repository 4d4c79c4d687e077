"""Every sentence about which session somebody without a booking is added to."""

from __future__ import annotations

from app.gui.words import say


def to(session: str) -> str:
    return say("To {session}", session=session)


def still_to(session: str, shown: str) -> str:
    return say("Still to {session}. The roster shows {shown}.", session=session, shown=shown)


def instead(session: str) -> str:
    return say("Add to {session} instead", session=session)
