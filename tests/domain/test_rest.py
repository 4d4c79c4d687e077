"""Values, rules, days, names and pacing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.day import Phase, day_bounds, phase, session_to_show, zone_of
from app.domain.errors import Refusal
from app.domain.model import (
    BookingStatus,
    EventId,
    GestureId,
    NewOp,
    OpKind,
    Session,
    SessionKind,
    Tally,
)
from app.domain.names import NO_NAME, display_name, phone_tail, sort_key
from app.domain.pacing import CAP_S, WINDOW_S, Budget, retry_in_s, share_per_minute
from app.domain.rules import check, check_undo, effect, why_no_more
from app.domain.values import NO_SHOW, NONE, Value
from tests.domain.test_fold import ROW, arrive, op

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OK = BookingStatus.CONFIRMED


def session(start_min: int = 0, last_min: int = 60, *, cancelled: bool = False) -> Session:
    start = NOW + timedelta(minutes=start_min)
    return Session(
        EventId(f"e{start_min}"), SessionKind.CLASS, "Yoga Flow", start,
        start + timedelta(minutes=last_min), "UTC", cancelled=cancelled,
    )  # fmt: skip


def new(kind: OpKind, count: int = 1) -> NewOp:
    return NewOp(ROW, kind, GestureId("g"), count)


@pytest.mark.parametrize(("count", "no_show"), [(-1, False), (1, True)])
def test_an_inconsistent_pair_of_number_and_status_cannot_be_made(
    count: int, no_show: bool
) -> None:
    with pytest.raises(ValueError, match="not a value"):
        Value(count, no_show)


def test_values_say_what_they_are() -> None:
    assert (str(NO_SHOW), str(Value(2)), NONE.is_none, NO_SHOW.is_none) == (
        "no-show", "2", True, False,
    )  # fmt: skip
    assert NO_SHOW.plus(0) == NO_SHOW
    assert NO_SHOW.plus(2) == Value(2)


def test_plus_stops_at_the_party_and_says_why() -> None:
    assert why_no_more(Value(3), 4) == ""
    assert "All 4" in why_no_more(Value(4), 4)
    assert "1 more can arrive" in why_no_more(Value(3), 4, 2)


@pytest.mark.parametrize(
    ("kind", "count", "shown", "status", "held", "words"),
    [
        (OpKind.ARRIVE, 0, NONE, OK, session(), "1 to 1000"),
        (OpKind.LEAVE, 1001, NONE, OK, session(), "1 to 1000"),
        (OpKind.ARRIVE, 5, NONE, OK, session(), "4 more can arrive"),
        (OpKind.LEAVE, 1, NONE, OK, session(), "Nobody is checked in"),
        (OpKind.LEAVE, 1, NO_SHOW, OK, session(), "Nobody is checked in"),
        (OpKind.LEAVE, 3, Value(2), OK, session(), "Only 2"),
        (OpKind.CLEAR, 0, NONE, OK, session(), "Nothing to clear"),
        (OpKind.NO_SHOW, 0, NO_SHOW, OK, session(), "Already"),
        (OpKind.ARRIVE, 1, NONE, OK, session(cancelled=True), "was cancelled"),
        (OpKind.EXTRA, 1, NONE, BookingStatus.CANCELED, session(), "cancelled in Wix"),
        (OpKind.ARRIVE, 1, NONE, BookingStatus.DECLINED, None, "cancelled in Wix"),
        (OpKind.ARRIVE, 1, NONE, BookingStatus.WAITING_LIST, session(), "waiting list"),
        (OpKind.NO_SHOW, 0, NONE, BookingStatus.WAITING_LIST, session(), "waiting list"),
    ],
)
def test_a_rule_says_no_in_one_sentence(
    kind: OpKind,
    count: int,
    shown: Value,
    status: BookingStatus,
    held: Session | None,
    words: str,
) -> None:
    with pytest.raises(Refusal, match=words):
        check(new(kind, count), shown, 4, status, held)


@pytest.mark.parametrize(
    ("kind", "count", "shown", "status", "held"),
    [
        (OpKind.ARRIVE, 4, NONE, OK, session()),
        (OpKind.ARRIVE, 1, NO_SHOW, BookingStatus.PENDING, None),
        (OpKind.EXTRA, 2, Value(4), OK, session()),
        (OpKind.LEAVE, 2, Value(2), BookingStatus.CANCELED, session(cancelled=True)),
        (OpKind.CLEAR, 0, NO_SHOW, BookingStatus.CANCELED, session(cancelled=True)),
        (OpKind.NO_SHOW, 0, Value(1), OK, session()),
    ],
)
def test_what_the_rules_allow(
    kind: OpKind, count: int, shown: Value, status: BookingStatus, held: Session | None
) -> None:
    check(new(kind, count), shown, 4, status, held)


def test_what_can_be_undone() -> None:
    first, left = arrive(1, 2), op(2, OpKind.LEAVE, 1)
    check_undo(first, [first], Value(2), 4)
    check_undo(left, [first, left], Value(1), 4)
    check_undo(op(3, OpKind.NO_SHOW), [first, op(3, OpKind.NO_SHOW)], NO_SHOW, 4)
    undo = op(3, OpKind.UNDO, 2, 1)
    check_undo(undo, [first, undo], NONE, 4)
    assert effect(undo, [first, undo]) == (-2, first)


@pytest.mark.parametrize(
    ("target", "ops", "shown", "words"),
    [
        (arrive(1), [arrive(1), op(2, OpKind.UNDO, 1, 1)], NONE, "already undone"),
        (
            op(3, OpKind.UNDO, 1, 2),
            [
                arrive(1),
                op(2, OpKind.UNDO, 1, 1),
                op(3, OpKind.UNDO, 1, 2),
                op(4, OpKind.UNDO, 1, 1),
            ],
            NONE,
            "already undone",
        ),
        (op(1, OpKind.DECIDE), [op(1, OpKind.DECIDE)], Value(1), "decision"),
        (op(1, OpKind.NO_SHOW), [op(1, OpKind.NO_SHOW), arrive(2)], Value(1), "since"),
        (arrive(1, 3), [arrive(1, 3)], Value(2), "Only 2"),
        (op(1, OpKind.LEAVE, 2), [op(1, OpKind.LEAVE, 2)], Value(3), "1 more can arrive"),
    ],
)
def test_what_cannot_be_undone(target: object, ops: list, shown: Value, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        check_undo(target, ops, shown, 4)


def test_an_undo_and_its_own_undo_do_not_stand_in_the_way_of_a_no_shows_undo() -> None:
    ops = [
        arrive(1), op(2, OpKind.NO_SHOW, before=Value(1)),
        op(3, OpKind.UNDO, 0, 2), op(4, OpKind.UNDO, 0, 3),
    ]  # fmt: skip
    check_undo(ops[1], ops, NO_SHOW, 4)


def test_a_day_is_as_long_as_its_zone_makes_it() -> None:
    def hours(day: date, zone: str) -> float:
        start, end = day_bounds(day, zone_of(zone))
        return (end - start) / timedelta(hours=1)

    assert hours(date(2026, 3, 8), "America/New_York") == 23
    assert hours(date(2026, 11, 1), "America/New_York") == 25
    assert hours(date(2026, 4, 5), "Australia/Lord_Howe") == 24.5
    assert zone_of("Nowhere/Land").key == zone_of("../../etc/passwd").key == "UTC"


def test_where_a_session_stands() -> None:
    stands = [phase(session(minutes), NOW) for minutes in (61, 60, 0, -59, -60)]
    assert stands == [Phase.UPCOMING, Phase.OPEN, Phase.NOW, Phase.NOW, Phase.ENDED]


def test_the_desk_opens_on_the_session_in_progress_else_the_next_else_the_last() -> None:
    ended, running, later, soon = session(-90), session(-10), session(200), session(30)
    called_off = session(5, cancelled=True)
    assert session_to_show([ended, session(-40), running, soon], NOW) == running.event_id
    assert session_to_show([ended, called_off, later, soon], NOW) == soon.event_id
    assert session_to_show([session(-300), ended], NOW) == ended.event_id
    assert session_to_show([called_off], NOW) == called_off.event_id
    assert session_to_show([], NOW) is None


def test_names_are_shown_as_typed_and_never_empty() -> None:
    assert display_name(" Dana ", "Levi") == "Dana Levi"
    assert display_name(None, "יעל") == "יעל"
    assert display_name("<b>Bob</b>\n", "\x07") == "<b>Bob</b>"
    assert display_name(None, " ") == display_name("\x00", None) == NO_NAME
    assert sort_key("Éva") == sort_key("EVA")


def test_the_tail_of_a_phone_number() -> None:
    assert phone_tail("+1 212-555-3127") == "5553127"
    assert phone_tail("٠٥٠-١٢٣٤٥٦٧") == "1234567"
    assert phone_tail(None) == phone_tail("none") == ""


def test_a_tally_says_what_is_only_here() -> None:
    tally = Tally(saved=1, in_doubt=2, sent=4, conflict=8, parked=16)
    assert (tally.unsent, tally.needs_attention) == (3, 24)


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_retry_comes_within_the_cap(tries: int, chance: float) -> None:
    assert 0 <= retry_in_s(tries, lambda: chance) <= min(CAP_S, 2.0 ** min(tries, 10))


def test_the_share_of_a_device() -> None:
    assert share_per_minute(1, draining=True) == 180
    assert share_per_minute(1, draining=False) == 60
    assert [share_per_minute(n, draining=True) for n in (2, 3, 5)] == [60, 60, 36]


@given(st.lists(st.floats(0, 30), max_size=400), st.integers(1, 60))
def test_no_minute_holds_more_requests_than_the_budget(gaps: list[float], most: int) -> None:
    budget, now, sent = Budget(most), 0.0, []
    for gap in gaps:
        now += gap
        wait = budget.free_in_s(now)
        assert wait >= 0
        if wait == 0:
            budget.spend(now)
            sent.append(now)
    for first, beyond in zip(sent, sent[most:], strict=False):
        assert beyond - first >= WINDOW_S


def test_a_spent_budget_says_when_the_next_may_go() -> None:
    budget = Budget(2)
    budget.spend(10.0)
    budget.spend(20.0)
    assert budget.free_in_s(30.0) == 40.0
    assert budget.free_in_s(70.0) == 0.0
