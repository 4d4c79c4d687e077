"""Rule M: what one read of one row means. Every read goes through it, and nothing else moves `a`.

S is the value read, A the value last known to be on the server, ghosts the targets of our writes
that were never answered and may still land, old the values of A replaced a moment ago. For as long
as a value is old a query may lag behind A, and what may be older than A is not believed.

| # | when                                   | then                                            |
|---|----------------------------------------|-------------------------------------------------|
| 0 | the row waits for a person             | it goes on waiting; the card shows S            |
| 1 | S = A                                  | no news                                         |
| 2 | S in old; or in ghosts, with any old   | a lagging answer, for all we know: ignored      |
| 3 | S in ghosts                            | ours, landed: A := S                            |
| 4 | there are ghosts                       | conflict: S could hide a write of ours          |
| 5a| a no-show or a decision is involved    | conflict while ops wait                         |
| 5b| otherwise                              | foreign: R := S, A := S; what waits stays on top |

"R moved by the difference (S - A)" and "R := S with the ops that A already includes absorbed" are
the same sum; the second also holds across no-shows and where a party capped the fold.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.fold import Projection
from app.domain.model import Conflict, ConflictKind, Seq, Shadow
from app.domain.values import Value


class News(Enum):
    NONE = "no news"
    STALE = "a lagging answer"
    LANDED = "a write of ours landed"
    FOREIGN = "changed elsewhere"
    CONFLICT = "a person decides"


@dataclass(frozen=True, slots=True)
class Ghost:
    """An unanswered write that may still land, and the last op it includes."""

    target: Value
    upto_seq: Seq


@dataclass(frozen=True, slots=True)
class Merged:
    news: News
    shadow: Shadow


def merge(
    shadow: Shadow,
    read: Value,
    projection: Projection,
    ghosts: Sequence[Ghost] = (),
    old: Collection[Value] = (),
) -> Merged:
    """Put one complete read through rule M. `projection` is the row's, before this read."""
    if shadow.conflict is not None:
        card = shadow.conflict._replace(kind=ConflictKind.FOREIGN, server=read)
        return Merged(News.CONFLICT, shadow._replace(conflict=card))
    if read == shadow.a:
        return Merged(News.NONE, shadow)
    landed = [ghost.upto_seq for ghost in ghosts if ghost.target == read]
    if read in old or (landed and old):
        # Before what was seen last or after it? What is believed must never go back in time.
        return Merged(News.STALE, shadow)
    if landed:
        # The row's ops are looked at anew: the write that landed may be older than the last one.
        return Merged(
            News.LANDED, shadow._replace(a=read, a_seq=max(landed), v_seq=Seq(0), changed_from=None)
        )
    if ghosts or _crosses(shadow, read, projection):
        card = Conflict(ConflictKind.FOREIGN, server=read, mine=projection.shown)
        return Merged(News.CONFLICT, shadow._replace(conflict=card))
    return Merged(
        News.FOREIGN,
        shadow._replace(a=read, r=read, r_seq=shadow.a_seq, changed_from=shadow.a),
    )


def _crosses(shadow: Shadow, read: Value, projection: Projection) -> bool:
    """A change to or from a no-show, or one under an op that sets the row, while ops wait."""
    # By the ops and not by the sum: those that leave the row as it was may not on another value.
    waiting = projection.waits or projection.target != shadow.a
    return projection.absolute_waits or (waiting and (read.no_show or shadow.a.no_show))


def duplicated(shadow: Shadow, read: Value, projection: Projection) -> Shadow:
    """Two attendance objects for one row: nothing is written until a person decided."""
    card = Conflict(ConflictKind.DUPLICATE, server=read, mine=projection.shown)
    return shadow._replace(conflict=card)


def settle(shadow: Shadow, projection: Projection, last: Seq, *, ghosts: bool) -> Shadow:
    """Ops that left the row as the server already has it need no request (I9)."""
    if ghosts or shadow.conflict is not None or projection.target != shadow.a:
        return shadow
    return shadow._replace(a_seq=max(shadow.a_seq, last))


def verify(shadow: Shadow, read: Value, projection: Projection, last: Seq) -> Shadow:
    """A complete read, begun a quiet period after the last answer, that equals what is wanted."""
    in_step = shadow.a_seq >= last and read == shadow.a == projection.target
    if not in_step or shadow.conflict is not None:
        return shadow
    return shadow._replace(v_seq=last)
