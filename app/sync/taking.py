"""What one complete read changes for one row. Pure: the store is not asked, no clock is looked at.

Rule M moves the shadow; what needs no request is settled, what had its quiet period is verified,
and of the unanswered writes those are written off that this read would have shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from app.domain.fold import project
from app.domain.merge import Ghost, Merged, News, merge, settle, verify
from app.domain.model import Attempt, AttemptId, Conflict, ConflictKind, Op, Seq, Shadow
from app.domain.values import Value

NOBODY: frozenset[Value] = frozenset()


class RowOps(NamedTuple):
    """What this device did to the row, and how many it is booked for."""

    ops: Sequence[Op]
    party: int


class Lower(Enum):
    """What to make of a value that is lower than the one known, with nothing of ours behind it."""

    TAKEN = "somebody took people off"
    LAGGING = "a lagging answer: the value was higher a moment ago"
    DOUBTED = "this device counted here lately: a person decides"


class Lately(NamedTuple):
    """What may still move the row's value on the server, or hide it from a query.

    `ghosts` are unanswered, oldest first; `spent`: this read shows all that they can ever have
    done. `old` are values replaced a moment ago. `quiet`: the read began a quiet period
    after the row's last answer. `lapsed`: targets of writes that were believed to be lost.

    With several devices: `unsure` are ghosts whose value somebody else may have written since;
    `lower` says what an unexpected lower value is.
    """

    ghosts: Sequence[Attempt] = ()
    spent: bool = False
    old: Collection[Value] = NOBODY
    quiet: bool = False
    lapsed: Collection[Value] = NOBODY
    unsure: Collection[AttemptId] = ()
    lower: Lower = Lower.TAKEN


@dataclass(frozen=True, slots=True)
class Taken:
    """The row after the read. `landed` was read back; `lapsed` never will be."""

    news: News
    shadow: Shadow
    landed: Attempt | None = None
    lapsed: tuple[Attempt, ...] = ()
    replaced: Value | None = None


def take(shadow: Shadow, read: Value, row: RowOps, lately: Lately, *, known: bool = True) -> Taken:
    """Put one read through rule M. `known`: the row had been read before."""
    was = shadow
    if was.conflict is not None and was.conflict.kind is ConflictKind.DUPLICATE:
        was = was._replace(conflict=None)
    ghosts = [Ghost(each.target, each.upto_seq) for each in lately.ghosts]
    projection = project(was, row.ops, row.party)
    merged = merge(was, read, projection, ghosts, lately.old)
    if merged.news is News.FOREIGN and not known:
        # The first read of a row: nothing changed, it was only not known.
        first = merged.shadow._replace(changed_from=None)
        return Taken(News.NONE, judge(first, read, row, lately, doubt=False))
    merged = _doubted(merged, was, read, projection.shown, lately)
    landed = None
    if merged.news is News.LANDED:
        # Of several equal ones the oldest: what is left in doubt then stays so for longest.
        landed = next(each for each in lately.ghosts if each.target == read)
    moved = merged.news in (News.LANDED, News.FOREIGN)
    left = tuple(each for each in lately.ghosts if each is not landed)
    # A lagging answer shows nothing of what became of a write; and for as long as one may lag
    # behind a later write, answered or in doubt, it may still show what that one replaced.
    lags = moved or merged.news is News.STALE or bool(lately.old)
    lapsed = left if lately.spent and not lags else ()
    after = judge(merged.shadow, read, row, lately, doubt=left != lapsed)
    return Taken(merged.news, after, landed, lapsed, was.a if moved else None)


def _doubted(merged: Merged, was: Shadow, read: Value, shown: Value, lately: Lately) -> Merged:
    """What rule M took for somebody's edit, or for ours, and only a person can tell."""
    lower = merged.news is News.FOREIGN and read.count < was.a.count
    if lower and lately.lower is Lower.LAGGING:
        return Merged(News.STALE, was)
    # A write of ours long after its life looks like an edit; an equal write of another device
    # looks like ours.
    outlived = merged.news is News.FOREIGN and read in lately.lapsed
    anybody = merged.news is News.LANDED and any(
        each.target == read and each.attempt_id in lately.unsure for each in lately.ghosts
    )
    if not outlived and not anybody and not (lower and lately.lower is Lower.DOUBTED):
        return merged
    card = Conflict(ConflictKind.FOREIGN, server=read, mine=shown)
    return Merged(News.CONFLICT, was._replace(conflict=card))


def judge(shadow: Shadow, read: Value, row: RowOps, lately: Lately, *, doubt: bool) -> Shadow:
    """Settle what needs no request, verify what had its quiet period and is not in doubt."""
    if not row.ops:
        return shadow
    last = row.ops[-1].seq
    projection = project(shadow, row.ops, row.party)
    shadow = settle(shadow, projection, last, ghosts=doubt)
    if lately.quiet and not doubt and last > shadow.v_seq:
        shadow = verify(shadow, read, projection, last)
    if projection.target != shadow.a or shadow.conflict is not None:
        shadow = shadow._replace(v_seq=Seq(0))
    return shadow
