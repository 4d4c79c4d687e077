"""The site as the sync sees it: one method per thing it asks, in words of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import ValidationError

from app.domain.errors import RowRefused, SiteError, Unreachable
from app.domain.model import (
    AttendanceId,
    Booking,
    BookingStatus,
    EventId,
    RowId,
    ScheduleId,
    Session,
)
from app.domain.site import (
    BULK_MOST,
    DELETE_UNAVAILABLE,
    AttendanceRead,
    Line,
    Outcome,
    SiteFacts,
)
from app.domain.values import Value
from app.wix import outcomes, payload
from app.wix.auth import ApiKey, Auth
from app.wix.channel import Channel
from app.wix.connection import Connection
from app.wix.exchange import Answer
from app.wix.lists import chunks, every, understood
from app.wix.translate import not_from_wix, reason, verdict
from app.wix.wire import Properties, attendance_of, booking_of, session_of
from app.wix.writer import BookingWriter

__all__ = ["Connection", "WixClient"]

NO_SESSION_ID: Final = "SESSION_ID_NOT_PROVIDED"


def nothing() -> None:
    """A gate that is always open."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class WixClient(BookingWriter):
    """`app.domain.site.Site` over HTTP, for one thread. `gate` is asked before each request."""

    def __init__(
        self,
        connection: Connection,
        *,
        gate: Callable[[], None] = nothing,
        now: Callable[[], datetime] = utc_now,
        auth: Auth | None = None,
    ) -> None:
        super().__init__(Channel(connection, auth or ApiKey(connection), gate=gate, now=now))

    @property
    def clock_off_s(self) -> float | None:
        """Server time less this computer's. `Date` counts whole seconds, so up to one is lost."""
        return self._channel.clock_off_s

    @property
    def line(self) -> Line:
        return self._channel.line

    def close(self) -> None:
        self._channel.close()

    def facts(self) -> SiteFacts:
        """`zone` is empty where the site tells none."""
        document, request_id = self._channel.ask(payload.facts())
        try:
            return Properties.model_validate(document.get("properties")).to_domain()
        except ValidationError as odd:
            raise not_from_wix(request_id) from odd

    def sessions(self, start: datetime, end: datetime, zone: str) -> list[Session]:
        found = every(
            self._channel,
            lambda query: payload.events(start, end, zone, query),
            payload.events_query(),
            "events",
        )
        return understood(found, session_of, lambda session: session.event_id)

    def bookings_in(
        self, events: Sequence[EventId], schedules: Sequence[ScheduleId]
    ) -> list[Booking]:
        queries = [payload.bookings_query(payload.CLASS_FILTER, ids) for ids in chunks(events)]
        queries += [payload.bookings_query(payload.COURSE_FILTER, ids) for ids in chunks(schedules)]
        found = (
            each
            for query in queries
            for each in every(self._channel, payload.bookings, query, "extendedBookings")
        )
        asked: set[str | None] = {*events, *schedules}
        return [each for each in _booked(found) if (each.event_id or each.schedule_id) in asked]

    def bookings_changed(self, since: datetime) -> list[Booking]:
        query = payload.changes_query(since)
        return _booked(every(self._channel, payload.bookings, query, "extendedBookings"))

    def attendance_of(self, events: Sequence[EventId]) -> list[AttendanceRead]:
        queries = [payload.attendances_query(ids) for ids in chunks(events)]
        found = (
            each
            for query in queries
            for each in every(self._channel, payload.attendances, query, "attendances")
        )
        reads = understood(found, attendance_of, lambda read: read.attendance_id)
        asked = set(events)
        return [read for read in reads if read.row.event_id in asked]

    def attendance(self, attendance_id: AttendanceId) -> AttendanceRead | None:
        """None only on Wix's own word; a 404 that is not JSON comes from somewhere on the way."""
        answer = self._channel.answer(payload.attendance(attendance_id))
        if _is_gone(answer):
            return None
        if answer.status == 404:
            raise not_from_wix(answer.request_id)
        if failed := verdict(answer):
            raise failed
        try:
            return attendance_of((answer.document or {}).get("attendance"))
        except ValueError as odd:
            raise not_from_wix(answer.request_id) from odd

    def set_attendance(self, rows: Sequence[tuple[RowId, Value]]) -> list[Outcome]:
        """A refused bulk raises `RowRefused`; each row alone may then pass `set_one`."""
        if not rows:
            return []
        _at_most(len(rows))
        document, request_id = self._channel.ask(payload.set_bulk(rows))
        found = outcomes.bulk([row for row, _ in rows], document, request_id)
        return [
            self._with_both_ids(outcome, value)
            for outcome, (_, value) in zip(found, rows, strict=True)
        ]

    def set_one(self, row: RowId, value: Value) -> Outcome:
        """One row alone; a refusal is in the outcome, everything else is raised."""
        try:
            try:
                return self._set(row, value, both_ids=False)
            except RowRefused as refused:
                if refused.code != NO_SESSION_ID:
                    raise
                return self._set(row, value, both_ids=True)
        except RowRefused as refused:
            return Outcome(row, error=refused)

    def delete_attendance(self, rows: Sequence[tuple[RowId, AttendanceId]]) -> list[Outcome]:
        """Where the site cannot delete, every outcome is refused with DELETE_UNAVAILABLE."""
        if not rows:
            return []
        _at_most(len(rows))
        alone = len(rows) == 1
        ids = [attendance_id for _, attendance_id in rows]
        answer = self._channel.answer(
            payload.delete_one(ids[0]) if alone else payload.delete_bulk(ids)
        )
        if alone and _is_gone_by_name(answer):
            return [Outcome(rows[0][0])]
        if _is_unavailable(answer):
            text = "This site does not let check-ins be deleted."
            code, about = DELETE_UNAVAILABLE, answer.request_id
            return [
                Outcome(row, error=RowRefused(text, code=code, request_id=about)) for row, _ in rows
            ]
        if failed := verdict(answer):
            raise failed
        if alone:
            return [Outcome(rows[0][0])]
        found = outcomes.bulk([row for row, _ in rows], answer.document or {}, answer.request_id)
        return [_deleted(outcome) for outcome in found]

    def _set(self, row: RowId, value: Value, *, both_ids: bool) -> Outcome:
        document, about = self._channel.ask(payload.set_one(row, value, both_ids=both_ids))
        return outcomes.single(row, document, about)

    def _with_both_ids(self, outcome: Outcome, value: Value) -> Outcome:
        """Some sites may still know sessions by the older id alone: once more, with both."""
        if outcome.error is None or outcome.error.code != NO_SESSION_ID:
            return outcome
        try:
            return self._set(outcome.row, value, both_ids=True)
        except (RowRefused, Unreachable) as failed:
            return Outcome(outcome.row, error=failed)
        except SiteError:
            return outcome  # the others of the bulk are written: that must not be lost by raising


def _booked(found: Iterable[object]) -> list[Booking]:
    """An unfinished checkout (CREATED) is no booking yet; of the rest the desk decides."""
    bookings = understood(found, booking_of, lambda booking: booking.booking_id)
    return [each for each in bookings if each.status is not BookingStatus.CREATED]


def _at_most(rows: int) -> None:
    if rows > BULK_MOST:
        raise ValueError(f"a bulk takes {BULK_MOST} rows, not {rows}")


def _is_gone_by_name(answer: Answer) -> bool:
    return answer.status != 200 and reason(answer.document) == outcomes.GONE


def _is_gone(answer: Answer) -> bool:
    return _is_gone_by_name(answer) or (answer.status == 404 and answer.document is not None)


def _is_unavailable(answer: Answer) -> bool:
    """Delete came late to this API: a key may lack it, a site may not have it."""
    if answer.status == 403:
        return answer.document is not None
    return not _is_gone_by_name(answer) and answer.status in (404, 405, 501)


def _deleted(outcome: Outcome) -> Outcome:
    """Gone is gone, whoever deleted it."""
    if outcome.error is None or outcome.error.code == outcomes.GONE:
        return Outcome(outcome.row)
    return outcome
