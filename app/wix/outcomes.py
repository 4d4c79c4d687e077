"""What became of each entry of a bulk, which may fail in part under a success."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field, ValidationError

from app.domain.errors import Unreachable
from app.domain.model import AttendanceId, RowId
from app.domain.site import Outcome
from app.wix.exchange import tidy
from app.wix.translate import item_refusal, not_from_wix
from app.wix.wire import Id, Soft, Text, Wire

GONE: Final = "ATTENDANCE_NOT_FOUND"


class ItemError(Wire):
    code: Soft[Text] = None


class Metadata(Wire):
    id: Soft[Id] = None
    original_index: Soft[Annotated[int, Field(ge=0)]] = None
    success: Soft[bool] = None
    error: Soft[ItemError] = None


class Stored(Wire):
    id: Soft[Id] = None
    booking_id: Soft[Id] = None


class Result(Wire):
    item: Soft[Stored] = None
    item_metadata: Soft[Metadata] = None

    def outcome(self, row: RowId, request_id: str) -> Outcome:
        """Written only where Wix says so, and not of somebody else's booking."""
        meta, item = self.item_metadata or Metadata(), self.item or Stored()
        if meta.success is False or meta.error:
            code = tidy((meta.error and meta.error.code) or "UNKNOWN")
            return Outcome(row, error=item_refusal(code, request_id))
        written = meta.success or item.id
        if not written or item.booking_id not in (None, row.booking_id):
            return in_doubt(row, request_id)
        known = item.id or meta.id
        return Outcome(row, AttendanceId(known) if known else None)


class Answered(Wire):
    """The answer of Set Attendance."""

    attendance: Stored


def bulk(rows: Sequence[RowId], document: dict[str, object], request_id: str) -> list[Outcome]:
    """One outcome a row, in their order; a row that the answer does not name is in doubt."""
    found = document.get("results")
    if not isinstance(found, list):
        raise not_from_wix(request_id)
    results = _by_place(found, len(rows))
    return [
        results[place].outcome(row, request_id) if place in results else in_doubt(row, request_id)
        for place, row in enumerate(rows)
    ]


def _by_place(found: list[object], rows: int) -> dict[int, Result]:
    """By `originalIndex`, else by position, which says something only if none is missing."""
    results: dict[int, Result] = {}
    for position, each in enumerate(found):
        try:
            result = Result.model_validate(each)
        except ValidationError:
            continue
        place = result.item_metadata.original_index if result.item_metadata else None
        if place is None and len(found) == rows:
            place = position
        if place is not None:
            results.setdefault(place, result)
    return results


def single(row: RowId, document: dict[str, object], request_id: str) -> Outcome:
    """The outcome of Set Attendance for one row. Raises where the answer does not say it."""
    try:
        stored = Answered.model_validate(document).attendance
    except ValidationError as odd:
        raise not_from_wix(request_id) from odd
    if not stored.id or stored.booking_id not in (None, row.booking_id):
        raise not_from_wix(request_id)
    return Outcome(row, AttendanceId(stored.id))


def in_doubt(row: RowId, request_id: str) -> Outcome:
    text = "Wix did not say what became of this."
    return Outcome(row, error=Unreachable(text, code="NO_RESULT", request_id=request_id))
