"""`sessions` and `roster`: the day and one roster, as this computer knows them."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from app.cli.codes import DONE
from app.domain.day import zone_of
from app.domain.model import EventId
from app.domain.roster import SeatRow, SessionCard

if TYPE_CHECKING:
    from app.main import Program


def sessions(program: Program, given: argparse.Namespace) -> int:
    """The day's sessions, cancelled ones left out."""
    with closing(program.open_store()) as store:
        desk = program.desk(store)
        day = given.date or desk.today()
        held = [card for card in desk.sessions(day) if not card.session.cancelled]
        zone = store.days.fact("zone")
    if given.json:
        print(json.dumps([_card_json(card, zone) for card in held], ensure_ascii=False))
        return DONE
    if not held:
        print(f"No sessions known for {day}. To ask Wix: turnout sync --date {day}")
    for card in held:
        start = _local(card.session.start, zone or card.session.zone)
        print(
            f"{start:%H:%M}  {card.session.title}  {card.attended} of {card.booked} in"
            f"  {card.phase}  {card.session.event_id}"
        )
    return DONE


def roster(program: Program, given: argparse.Namespace) -> int:
    """Everybody expected in one session."""
    with closing(program.open_store()) as store:
        rows = program.desk(store).roster(EventId(given.event)).rows
    if given.json:
        print(json.dumps([row_json(row) for row in rows], ensure_ascii=False))
        return DONE
    for row in rows:
        print(
            f"{row.name}  {row.shown} of {row.party}  {row.standing}  {row.sync}"
            f"  {row.row.booking_id}{_walk_in(row)}{_first_visit(row)}"
        )
    return DONE


def _walk_in(row: SeatRow) -> str:
    """In the words of the desk."""
    if row.not_in_wix:
        return f"  Walk-in · not in Wix  {row.reason}".rstrip()
    return "  Walk-in" if row.walk_in else ""


def _first_visit(row: SeatRow) -> str:
    return "  First visit" if row.first_visit else ""


def _local(time: datetime, zone: str) -> datetime:
    return time.astimezone(zone_of(zone))


def _card_json(card: SessionCard, zone: str | None) -> dict[str, object]:
    session = card.session
    return {
        "event_id": session.event_id,
        "title": session.title,
        "type": session.kind.value,
        "start": _local(session.start, zone or session.zone).isoformat(),
        "end": _local(session.end, zone or session.zone).isoformat(),
        "location": session.location,
        "staff": list(session.staff),
        "capacity": session.capacity,
        "booked": card.booked,
        "attended": card.attended,
        "status": card.phase.value,
        "loaded": card.loaded,
    }


def row_json(row: SeatRow) -> dict[str, object]:
    """One seat row as cli.md names its members."""
    return {
        "booking_id": row.row.booking_id,
        "event_id": row.row.event_id,
        "name": row.name,
        "party": row.party,
        "attended": row.shown.count,
        "status": row.standing.value,
        "booking_status": row.booking_status.value,
        "sync": row.sync.value,
        "extra": row.extra,
        "walk_in": row.walk_in,
        "not_in_wix": row.not_in_wix,
        "wix_booking_id": row.wix_id,
        "also_elsewhere": row.surplus,
        "reason": row.reason,
        "first_visit": row.first_visit,
    }
