"""What the results of a search say, worked out from what was found alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from app.checkin.search import Findings, Found
from app.domain.day import day_off
from app.domain.model import Session
from app.gui import text_search
from app.gui.desk.found_row import FoundView
from app.gui.desk.results_sheet import Shown
from app.gui.desk.row_view import PHONE_DIGITS, Around, view
from app.gui.words import joined

AroundOf = Callable[[Session, datetime], Around]


def shown(found: Findings, typed: str, around_of: AroundOf, now: datetime) -> Shown:
    """`around_of`: what is around a row of that session at that time."""
    twins = Counter(map(_looks, found.all))
    names = Counter(each.seat.name for each in found.all)

    def around(each: Found) -> Around:
        alike, of_name = twins[_looks(each)], names[each.seat.name]
        return around_of(each.session, now)._replace(alike=alike, apart=of_name > 1)

    groups = (
        (text_search.in_this_session(), found.here),
        (text_search.other_sessions(), found.today),
        (text_search.other_days(), found.days),
    )
    close = text_search.only_close() if found.close else ""
    return Shown(
        tuple(
            (
                words,
                tuple(found_view(each, around(each), now) for each in some),
            )
            for words, some in groups
            if some
        ),
        note=close if found.all else text_search.nobody_found(typed),
        more=text_search.more_match() if found.more else "",
        walk_in=typed,
    )


def found_view(found: Found, around: Around, now: datetime) -> FoundView:
    """As on the roster; where and when somebody is expected comes first."""
    away = day_off(found.session, now)
    seen = view(found.seat, around)
    when = text_search.expected_at(found.session, now.tzinfo, with_day=away != 0)
    opens = text_search.opens_short(found.session, now.tzinfo) if away > 0 else ""
    return FoundView(seen._replace(facts=joined(when, seen.facts)), opens)


def _looks(found: Found) -> tuple[str, str, str]:
    """What a person would tell two rows apart by: the session is said of each, too."""
    seat = found.seat
    return seat.name, seat.phone_tail[-PHONE_DIGITS:], found.session.event_id
