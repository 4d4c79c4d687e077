"""Pages: limits, offsets, and opaque cursors that carry their query with them."""

import base64
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from app.demo.errors import Json, violation

ASC = frozenset({"ASC"})
DESC = frozenset({"DESC"})
BOTH = ASC | DESC
_MAX_CURSOR = 16_000


@dataclass(frozen=True, slots=True)
class PageRules:
    """What one API allows; the name keeps cursors of different APIs apart."""

    name: str
    largest: int
    default: int = 50
    offsets: bool = False
    cursors: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it counts: of a follow-up page, the one of its first page."""

    filter: Json
    sort: list[Json]
    limit: int
    offset: int = 0
    after: str = ""
    by_offset: bool = False
    extra: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """The documents of one page and what to say about the rest."""

    items: list[Json]
    metadata: Json


def read_query(query: Any, rules: PageRules, extra: Json | None = None) -> Query:
    """Decode `query`; `extra` is what belongs to the query but lies outside it."""
    if not isinstance(query, dict):
        raise violation("query", "must be an object", "REQUIRED_FIELD")
    offset_paging, cursor_paging = query.get("paging"), query.get("cursorPaging")
    if offset_paging and cursor_paging:
        raise violation("query", "paging and cursorPaging exclude each other", "CUSTOM")
    paging = cursor_paging or {}
    name, by_offset = "cursorPaging", False
    if rules.offsets and (offset_paging or not rules.cursors):
        paging, name, by_offset = offset_paging or {}, "paging", True
    limit = _limit(paging.get("limit"), rules, f"query.{name}.limit")
    cursor = paging.get("cursor")
    if cursor and not by_offset:
        # Some clients send the filter again beside the cursor; the cursor has the say.
        return _read_cursor(cursor, rules, limit)
    offset = paging.get("offset") or 0
    if not isinstance(offset, int) or offset < 0:
        raise violation(f"query.{name}.offset", "must not be negative", "MIN")
    return Query(
        query.get("filter") or {},
        query.get("sort") or [],
        limit,
        offset if by_offset else 0,
        by_offset=by_offset,
        extra=extra or {},
    )


def _limit(limit: Any, rules: PageRules, field_name: str) -> int:
    if limit is None:
        return rules.default
    if not isinstance(limit, int) or limit < 1:
        raise violation(field_name, "must be greater than or equal to 1", "MIN", {"threshold": 1})
    if limit > rules.largest:
        text = f"must be less than or equal to {rules.largest}"
        raise violation(field_name, text, "MAX", {"threshold": rules.largest})
    return limit


def _read_cursor(cursor: Any, rules: PageRules, limit: int) -> Query:
    refused = violation("query.cursorPaging.cursor", "is not a cursor", "FORMAT")
    if not isinstance(cursor, str) or len(cursor) > _MAX_CURSOR:
        raise refused
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        found = json.loads(zlib.decompress(packed))
    except (ValueError, zlib.error):
        raise refused from None
    if found.pop("of", "") != rules.name:
        raise refused
    return Query(limit=limit, **found)


def _write_cursor(query: Query, rules: PageRules, offset: int, after: str) -> str:
    content = {
        "of": rules.name,
        "filter": query.filter,
        "sort": query.sort,
        "offset": offset,
        "after": after,
        "extra": query.extra,
    }
    packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode())
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def cut_page(documents: list[Json], query: Query, rules: PageRules, has_next: bool) -> Page:
    """The page that a query asks for, of all documents that match it, sorted."""
    start = query.offset
    # By the last document sent, so that rows that come or go in between shift nothing.
    for index, document in enumerate(documents):
        if query.after and document["id"] == query.after:
            start = index + 1
            break
    items = documents[start : start + query.limit]
    more = start + query.limit < len(documents)
    metadata: Json = {"count": len(items)}
    if query.by_offset:
        metadata |= {"offset": start, "total": len(documents)}
    else:
        after = items[-1]["id"] if items else ""
        following = _write_cursor(query, rules, start + len(items), after)
        metadata["cursors"] = {"next": following} if more else {}
    if has_next:
        metadata["hasNext"] = more
    return Page(items, metadata)
