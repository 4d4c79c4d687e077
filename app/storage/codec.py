"""How values lie in the columns: numbers for row values, seconds and milliseconds for times."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.values import NO_SHOW, Value

_NO_SHOW_CODE = -1


def to_code(value: Value) -> int:
    return _NO_SHOW_CODE if value.no_show else value.count


def from_code(code: int) -> Value:
    return NO_SHOW if code == _NO_SHOW_CODE else Value(code)


def to_seconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.timestamp())


def from_seconds(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def to_ms(time: datetime) -> int:
    return int(time.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
