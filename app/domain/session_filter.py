"""Which of the day's sessions are wanted: by who holds them, where, what they are."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from app.domain.model import Session


class By(StrEnum):
    STAFF = "staff"
    LOCATION = "location"
    SERVICE = "service"
    KIND = "kind"


def values_of(session: Session, by: By) -> tuple[str, ...]:
    """What a session is under that heading; several where several people hold it."""
    match by:
        case By.STAFF:
            return session.staff
        case By.LOCATION:
            return (session.location,) if session.location else ()
        case By.SERVICE:
            return (session.title,)
        case _:
            return (session.kind.value,)


def choices(sessions: Iterable[Session], by: By) -> list[str]:
    """All that there is to choose from, in order."""
    return sorted({value for each in sessions for value in values_of(each, by)})


class SessionFilter(NamedTuple):
    """One value under each heading at most; empty where all are wanted."""

    staff: str = ""
    location: str = ""
    service: str = ""
    kind: str = ""

    @property
    def values(self) -> dict[By, str]:
        """Those that are chosen."""
        return {by: value for by, value in zip(By, self, strict=True) if value}

    def lists(self, session: Session) -> bool:
        return all(value in values_of(session, by) for by, value in self.values.items())

    def toggled(self, by: By, value: str) -> SessionFilter:
        """With that value, or without it where it was chosen already."""
        return self._replace(**{by.value: "" if self.values.get(by) == value else value})
