"""Adds up finished sessions, row by row, under every heading that a report can have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
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
    added,
    sums_of,
)
from app.domain.roster import SeatRow
from app.domain.walk_ins import WALK_IN

_NAMELESS: Final = frozenset((NO_NAME, WALK_IN))


class Client(NamedTuple):
    """Who a row is of, in the order of a list: by name, and of one name by phone."""

    key: str
    phone_tail: str = ""


class Tally:
    """Of one span of days; its lines are made when they are asked for."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.sessions = 0
        self.missing: list[date] = []
        self._total = NOTHING
        self._clients: dict[Client, Line] = {}
        self._in_order: list[Line] | None = None
        self._services: dict[str, Line] = {}
        self._hours: dict[tuple[int, int], Line] = {}

    def add(self, session: Session, start: datetime, rows: Iterable[SeatRow]) -> None:
        """A finished session with its roster. `start`: by the site's clock."""
        self.sessions += 1
        self._in_order = None
        whole = Sums(sessions=1)
        for row in rows:
            if (sums := sums_of(row, start.date())) is not None:
                self._add_client(row, sums)
                whole = whole.plus(sums)
        service = session.service_id or session.title
        self._total = self._total.plus(whole)
        was = self._services.get(service, Line(NOTHING))
        self._services[service] = Line(was.sums.plus(whole), name=session.title)
        hour = start.weekday(), start.hour
        was = self._hours.get(hour, Line(NOTHING))
        self._hours[hour] = Line(was.sums.plus(whole), weekday=hour[0], hour=hour[1])

    def report(self, kind: Kind, grouping: Grouping, week_begins: int = 0) -> Report:
        """`week_begins`: with which weekday, Monday being 0."""
        lines = self._lines(kind, grouping, week_begins)
        # Sessions have many clients: of those a client's line tells nothing, nor does their sum.
        total = self._total._replace(sessions=0 if grouping is Grouping.CLIENT else self.sessions)
        return Report(kind, grouping, self.span, lines, total, self.sessions, self.coverage)

    def settle(self) -> list[Line]:
        """The clients by name: of thousands, to put them in order is a step of its own."""
        if self._in_order is None:
            alike = groupby(sorted(self._clients), key=lambda client: client.key)
            self._in_order = [
                line
                for _, clients in alike
                for line in _joined([self._clients[each] for each in clients])
            ]
        return self._in_order

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.span.length, tuple(self.missing))

    def _add_client(self, row: SeatRow, sums: Sums) -> None:
        client = Client(sort_key(row.name), row.phone_tail)
        was = self._clients.get(client, Line(NOTHING))
        self._clients[client] = Line(was.sums.plus(sums), row.name, row.phone_tail)

    def _lines(self, kind: Kind, grouping: Grouping, week_begins: int) -> tuple[Line, ...]:
        match grouping:
            case Grouping.CLIENT:
                return tuple(self._by_client(kind))
            case Grouping.SERVICE:
                found = sorted(self._services.items(), key=lambda each: sort_key(each[1].name))
                lines = [line for _, line in found]
            case _:
                lines = list(self._hours.values())
                lines.sort(key=lambda each: ((each.weekday - week_begins) % 7, each.hour))
        return tuple(_most_first(lines) if kind is Kind.NO_SHOWS else lines)

    def _by_client(self, kind: Kind) -> list[Line]:
        """By name; of the no-shows only who has any, the others as one line behind them."""
        lines = self.settle()
        if kind is not Kind.NO_SHOWS:
            return lines
        missed = [line for line in lines if line.sums.no_show]
        rest = [line.sums for line in lines if not line.sums.no_show]
        behind = [Line(added(rest), others=len(rest))] if rest else []
        return _most_first(missed) + behind


def _joined(alike: list[Line]) -> list[Line]:
    """Of one name: who gave no phone is the other one of that name, where there is just one."""
    if len(alike) != 2 or alike[0].phone_tail or alike[0].name in _NAMELESS:
        return alike
    unknown, known = alike
    return [known._replace(sums=known.sums.plus(unknown.sums))]


def _most_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -line.sums.no_show)
