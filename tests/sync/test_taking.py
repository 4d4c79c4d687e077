"""When a write in doubt is written off: never while a query could still show what it did."""

from datetime import UTC, datetime

from app.domain.merge import News
from app.domain.model import (
    Attempt,
    AttemptId,
    BookingId,
    EventId,
    GestureId,
    Op,
    OpId,
    OpKind,
    RowId,
    Seq,
    Shadow,
)
from app.domain.values import NONE, Value
from app.sync.taking import Lately, RowOps, take

ROW = RowId(BookingId("b"), EventId("e"))
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONE, TWO = Value(1), Value(2)
TAPS = RowOps(
    [
        Op(Seq(n), OpId(str(n)), ROW, OpKind.ARRIVE, GestureId("g"), AT, 1, before=Value(n - 1))
        for n in (1, 2)
    ],
    4,
)
ANSWERED = Shadow(a=TWO, a_seq=Seq(2))


def attempt(number: int, target: Value) -> Attempt:
    return Attempt(AttemptId(number), ROW, target, Seq(1), Seq(target.count))


FIRST, SECOND = attempt(1, ONE), attempt(2, TWO)


def test_a_write_that_never_landed_lapses_with_the_first_read_that_would_show_it() -> None:
    assert take(ANSWERED, TWO, TAPS, Lately([FIRST])).lapsed == ()
    taken = take(ANSWERED, TWO, TAPS, Lately([FIRST], spent=True, quiet=True))
    assert (taken.lapsed, taken.shadow.v_seq) == ((FIRST,), 2)


def test_it_stays_while_a_query_may_lag_behind_the_write_that_replaced_it() -> None:
    # It landed late, a slow write replaced it, and the next answer lags behind that.
    lately = Lately([FIRST], spent=True, old={NONE}, quiet=True)
    taken = take(ANSWERED, TWO, TAPS, lately)
    assert (taken.lapsed, taken.shadow.v_seq) == ((), 0)
    assert take(taken.shadow, ONE, TAPS, lately).news is News.STALE


def test_it_stays_with_the_read_that_finds_the_row_moved() -> None:
    taken = take(Shadow(), TWO, TAPS, Lately([FIRST, SECOND], spent=True))
    assert (taken.news, taken.landed, taken.lapsed) == (News.LANDED, SECOND, ())
    assert taken.replaced == NONE


def test_of_two_equal_ones_the_oldest_is_ticked_off() -> None:
    again = attempt(3, ONE)
    taken = take(Shadow(), ONE, TAPS, Lately([FIRST, SECOND, again]))
    assert (taken.news, taken.landed) == (News.LANDED, FIRST)
