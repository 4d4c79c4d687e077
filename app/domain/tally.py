"""Adds up finished sessions, row by row, under every heading that a report can have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from typing import Final, NamedTuple

from app.domain.model import Session
from app.domain.names import NO_NAME, sort_key
from app.domain.report import (
    NOTHING,
    Coverage,
    Grouping,
    Kind,
    Line,
    Report,
    Span,
    Sums,
    sums_of,
)
from app.domain.roster import SeatRow
from app.domain.walk_ins import WALK_IN

_NAMELESS: Final = frozenset((NO_NAME, WALK_IN))


class Client(NamedTuple):
    """Who a row is of: a contact of the site, or where none is known a name and a phone."""

    contact: str
    name: str = ""
    phone_tail: str = ""


class Tally:
    """Of one span of days; its lines are made when they are asked for."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.sessions = 0
        self.missing: list[date] = []
        self._clients: dict[Client, Line] = {}
        self._keys: dict[Client, str] = {}
        self._services: dict[str, Line] = {}
        self._hours: dict[tuple[int, int], Line] = {}

    def add(self, session: Session, start: datetime, rows: Iterable[SeatRow]) -> None:
        """A finished session with its roster. `start`: by the site's clock."""
        self.sessions += 1
        whole = Sums(sessions=1)
        for row in rows:
            if (sums := sums_of(row, start.date())) is not None:
                self._add_client(row, sums)
                whole = whole.plus(sums)
        service = session.service_id or session.title
        was = self._services.get(service, Line(NOTHING))
        self._services[service] = Line(was.sums.plus(whole), name=session.title)
        hour = start.weekday(), start.hour
        was = self._hours.get(hour, Line(NOTHING))
        self._hours[hour] = Line(was.sums.plus(whole), weekday=hour[0], hour=hour[1])

    def report(self, kind: Kind, grouping: Grouping) -> Report:
        lines = self._lines(kind, grouping)
        total = reduce(Sums.plus, (line.sums for line in lines), NOTHING)
        coverage = Coverage(self.span.length, tuple(self.missing))
        return Report(kind, grouping, self.span, lines, total, self.sessions, coverage)

    def _add_client(self, row: SeatRow, sums: Sums) -> None:
        key = sort_key(row.name)
        client = Client("", key, row.phone_tail)
        was = self._clients.get(client)
        if was is None:
            self._keys[client] = key
            was = Line(NOTHING)
        self._clients[client] = Line(was.sums.plus(sums), row.name, row.phone_tail)

    def _lines(self, kind: Kind, grouping: Grouping) -> tuple[Line, ...]:
        match grouping:
            case Grouping.CLIENT:
                return tuple(self._by_client(kind))
            case Grouping.SERVICE:
                found = sorted(self._services.items(), key=lambda each: sort_key(each[1].name))
                lines = [line for _, line in found]
            case _:
                lines = [line for _, line in sorted(self._hours.items())]
        return tuple(_most_first(lines) if kind is Kind.NO_SHOWS else lines)

    def _by_client(self, kind: Kind) -> list[Line]:
        """By name; of the no-shows only who has any, the others as one line behind them."""
        found = sorted(self._clients, key=lambda each: (self._keys[each], each))
        lines = [self._clients[each] for each in found]
        if kind is not Kind.NO_SHOWS:
            return lines
        missed = [line for line in lines if line.sums.no_show]
        rest = [line.sums for line in lines if not line.sums.no_show]
        behind = [Line(reduce(Sums.plus, rest, NOTHING), others=len(rest))] if rest else []
        return _most_first(missed) + behind


def _most_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -line.sums.no_show)
