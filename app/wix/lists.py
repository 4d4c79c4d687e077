"""Lists as Wix gives them: page after page to the very end, and what cannot be read left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from app.domain.errors import Unreachable
from app.wix.channel import Channel
from app.wix.exchange import Call, tidy
from app.wix.payload import Query, next_page
from app.wix.translate import not_from_wix

LOG = logging.getLogger("turnout.wix")
T = TypeVar("T")

PAGES_MOST: Final = 500
IDS_MOST: Final = 50
"""So many ids go into one filter; event ids may be 250 characters long."""


def every(
    channel: Channel, call: Callable[[Query], Call], query: Query, key: str
) -> Iterator[object]:
    """Each entity under `key`. A list that does not end properly is an error, never a part."""
    seen: set[str] = set()
    for _ in range(PAGES_MOST):
        document, request_id = channel.ask(call(query))
        found = document.get(key)
        if not isinstance(found, list):
            raise not_from_wix(request_id)
        yield from found
        cursor = next_cursor(document)
        if not cursor:
            return
        if cursor in seen:
            break
        seen.add(cursor)
        query = next_page(cursor)
    raise Unreachable("The list from Wix does not end.", code="ENDLESS_LIST")


def understood(
    entities: Iterable[object], read: Callable[[object], T], id_of: Callable[[T], str]
) -> list[T]:
    """Those that can be read, each id once, in the order they came."""
    kept: dict[str, T] = {}
    for each in entities:
        try:
            value = read(each)
        except ValueError:
            LOG.warning("%s left out: %s", read.__name__, _name_of(each))
        else:
            kept[id_of(value)] = value
    return list(kept.values())


def chunks(ids: Iterable[T]) -> Iterator[Sequence[T]]:
    """Each id once, so many at a time."""
    once = list(dict.fromkeys(ids))
    for first in range(0, len(once), IDS_MOST):
        yield once[first : first + IDS_MOST]


def next_cursor(document: dict[str, object]) -> str:
    """The cursor of the next page; `hasNext` is missing in some answers and decides nothing."""
    paging = document.get("pagingMetadata")
    cursors = paging.get("cursors") if isinstance(paging, dict) else None
    found = cursors.get("next") if isinstance(cursors, dict) else None
    return found if isinstance(found, str) else ""


def _name_of(entity: object) -> str:
    """Its id for the log, and nothing else of it: the rest may be a person's."""
    inner = entity.get("booking", entity) if isinstance(entity, dict) else None
    found = inner.get("id") if isinstance(inner, dict) else None
    return (tidy(found) if isinstance(found, str) else "") or "no id"
