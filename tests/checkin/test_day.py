"""The day and its rosters: who is on them, how many, and on which day of the site."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest

from app.checkin.cards import SESSIONS_A_STEP
from app.checkin.desk import Desk
from app.domain.day import Phase
from app.domain.errors import Refusal
from app.domain.model import BookingId, BookingStatus, EventId, RowId
from app.domain.values import NO_SHOW, Value
from tests.desks import SetClock, booking, make_desk

TODAY = date(2026, 11, 23)


def row(booking_id, event_id="yoga"):
    return RowId(BookingId(booking_id), EventId(event_id))


@pytest.fixture
def desk_in(tmp_path):
    """Make a desk in a zone at a time."""
    opened = []

    def make(zone, wall):
        made = make_desk(tmp_path / zone.replace("/", "-"), zone=zone, clock=SetClock(wall))
        opened.append(made)
        return made

    yield make
    for made in opened:
        made.store.close()


def names(made):
    return [each.name for each in made.desk.roster(EventId("yoga")).rows]


@pytest.mark.parametrize(
    ("status", "untouched"),
    [
        (BookingStatus.CONFIRMED, True),
        (BookingStatus.PENDING, True),
        (BookingStatus.CANCELED, False),
        (BookingStatus.DECLINED, False),
        (BookingStatus.WAITING_LIST, False),
        (BookingStatus.CREATED, False),
    ],
)
def test_who_is_on_a_roster_and_that_nobody_who_was_counted_is_hidden(made, status, untouched):
    made.desk.arrive(row("sam"))
    made.add_bookings(
        "yoga",
        booking("dana", "Untouched", status=status),
        booking("sam", "With an op", status=status),
        booking("noa", "With attendance", status=status),
    )
    made.read(row("noa"), Value(1))
    found = names(made)
    assert ("Untouched" in found) is untouched
    assert {"With an op", "With attendance"} <= set(found)


def test_booked_and_attended_count_people_and_never_what_was_cancelled(made):
    made.add_bookings(
        "yoga",
        booking("dana", party=4),
        booking("noa", party=3, status=BookingStatus.PENDING),
        booking("sam", party=2),
        booking("kim", party=2, status=BookingStatus.CANCELED),
        booking("lee", party=5, status=BookingStatus.WAITING_LIST),
    )
    made.read(row("kim"), Value(2))
    made.desk.arrive(row("dana"), 4)
    made.desk.add_extra(row("dana"))
    made.desk.mark_no_show(row("sam"))
    card = made.desk.roster(EventId("yoga")).card
    assert (card.booked, card.attended) == (9, 7)
    [of_the_day] = made.desk.sessions(TODAY)
    assert (of_the_day.booked, of_the_day.attended) == (9, 7)


def test_over_capacity_is_said_though_nobody_is_refused(made):
    made.add_session("yoga", capacity=3)
    made.add_bookings("yoga", booking("dana", party=4))
    assert made.desk.arrive(row("dana"), 3).card.over_capacity is False
    assert made.desk.arrive(row("dana")).card.over_capacity is True


def test_a_roster_is_sorted_by_name_past_accents_and_case(made):
    made.add_bookings(
        "yoga",
        booking("1", "zoe"),
        booking("2", "Élodie"),
        booking("3", "Eli"),
        booking("4", "Émile"),
    )
    assert names(made) == ["Eli", "Élodie", "Émile", "zoe"]


def test_two_of_the_same_name_keep_their_order(made):
    made.add_bookings(
        "yoga",
        booking("b", "Sam Carter", phone_tail="5550110"),
        booking("a", "Sam Carter", phone_tail="5550109"),
    )
    rows = made.desk.roster(EventId("yoga")).rows
    assert [each.phone_tail for each in rows] == ["5550109", "5550110"]


def test_a_session_without_bookings_has_an_empty_roster(made):
    made.add_session("yin")
    roster = made.desk.roster(EventId("yin"))
    assert (roster.rows, roster.card.booked, roster.card.loaded) == ((), 0, True)


def test_a_roster_that_was_never_fetched_is_told_from_an_empty_one(made):
    with made.store.transaction():
        made.store._database.run("UPDATE sessions SET loaded_s = NULL")
    assert made.desk.roster(EventId("yoga")).card.loaded is False
    assert made.desk.sessions(TODAY)[0].loaded is False


def test_the_day_is_in_order_and_the_next_session_is_marked(made):
    made.add_session("late", starts_in=timedelta(hours=5))
    made.add_session("soon", starts_in=timedelta(minutes=30))
    made.add_session("off", starts_in=timedelta(minutes=20), cancelled=True)
    made.add_session("early", starts_in=timedelta(hours=-3))
    cards = made.desk.sessions(TODAY)
    assert [card.session.event_id for card in cards] == ["early", "yoga", "off", "soon", "late"]
    assert [card.phase for card in cards] == [
        Phase.ENDED, Phase.NOW, Phase.OPEN, Phase.OPEN, Phase.UPCOMING,
    ]  # fmt: skip
    assert [card.session.event_id for card in cards if card.is_next] == ["soon"]


def test_the_desk_opens_on_the_roster_of_the_session_in_progress(made):
    made.add_session("spin", starts_in=timedelta(hours=3))
    made.add_bookings("yoga", booking("dana", "Dana Levi", 4))
    assert made.desk.opening() == made.desk.roster("yoga")
    made.clock.advance(3 * 86_400)
    assert made.desk.opening() is None


def test_a_day_without_sessions(made):
    assert made.desk.sessions(date(2026, 11, 20)) == ()


def test_a_session_over_midnight_belongs_to_both_days_and_to_no_third(made):
    made.add_session("night", starts_in=timedelta(hours=11), lasts=timedelta(hours=3))
    days = [TODAY + timedelta(days=days) for days in (-1, 0, 1, 2)]
    held = ["night" in [c.session.event_id for c in made.desk.sessions(day)] for day in days]
    assert held == [False, True, True, False]


def test_a_session_that_ends_at_midnight_is_not_of_the_next_day(made):
    made.add_session("late", starts_in=timedelta(hours=11), lasts=timedelta(hours=1))
    assert made.desk.sessions(TODAY + timedelta(days=1)) == ()
    assert len(made.desk.sessions(TODAY)) == 2


def test_a_session_longer_than_a_day_is_of_every_day_it_touches(made):
    made.add_session("retreat", starts_in=timedelta(), lasts=timedelta(days=3))
    days = [TODAY + timedelta(days=days) for days in range(4)]
    assert [bool(made.desk.sessions(day)) for day in days] == [True] * 4


@pytest.mark.parametrize(
    ("zone", "wall", "day"),
    [
        ("America/New_York", datetime(2026, 11, 24, 4, 59, tzinfo=UTC), date(2026, 11, 23)),
        ("America/New_York", datetime(2026, 11, 24, 5, 0, tzinfo=UTC), date(2026, 11, 24)),
        ("Pacific/Kiritimati", datetime(2026, 11, 23, 12, 0, tzinfo=UTC), date(2026, 11, 24)),
        ("Pacific/Pago_Pago", datetime(2026, 11, 23, 10, 59, tzinfo=UTC), date(2026, 11, 22)),
        ("No/Such_Zone", datetime(2026, 11, 23, 23, 59, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_today_is_the_sites_day_wherever_the_computer_stands(desk_in, zone, wall, day, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert desk_in(zone, wall).desk.today() == day


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1), timedelta(hours=9)])
def test_a_wall_clock_that_is_wrong_is_put_right_by_what_the_server_said(made, jump):
    """I16."""
    made.clock.wall += jump
    with made.store.transaction():
        made.store.days.keep_fact("clock_off_s", str(-jump.total_seconds()))
    assert made.desk.now() == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert made.desk.today() == TODAY
    assert made.desk.sessions(made.desk.today())[0].phase is Phase.NOW


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (TODAY, 24)]
)
def test_a_day_with_a_change_of_offset_is_as_long_as_it_is(desk_in, day, hours):
    """Every hour of it is of this day alone, and none is lost."""
    wall = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=17)
    made = desk_in("America/New_York", wall)
    for hour in range(-20, 24):
        lasts = timedelta(minutes=30)
        made.add_session(f"at {hour:+}", starts_in=timedelta(hours=hour), lasts=lasts)
    by_day = [made.desk.sessions(day + timedelta(days=days)) for days in (-1, 0, 1)]
    assert len(by_day[1]) == hours
    found = [card.session.event_id for cards in by_day for card in cards]
    assert len(found) == len(set(found)) == 44


def test_before_any_contact_the_computers_own_zone_says_which_day_it_is(tmp_path):
    made = make_desk(tmp_path)
    made.add_session("yoga")
    with made.store.transaction():
        made.store._database.run("DELETE FROM meta WHERE key = 'zone'")
    desk = Desk(made.store, made.clock, lambda: None)
    assert desk.now().utcoffset() == made.clock.now().astimezone().utcoffset()
    day = desk.today()
    assert [c.session.event_id for c in desk.sessions(day)] == ["yoga"]
    assert desk.sessions(day + timedelta(days=2)) == ()
    made.store.close()


def test_one_booking_counts_in_each_of_its_sessions_by_itself(made):
    """A course: the same booking id in two sessions is two rows."""
    made.add_session("monday")
    made.add_session("tuesday")
    made.add_bookings("monday", booking("course", party=2))
    made.add_bookings("tuesday", booking("course", party=2))
    made.desk.arrive(row("course", "monday"), 2)
    assert made.desk.roster(EventId("tuesday")).rows[0].shown == Value(0)
    assert made.desk.arrive(row("course", "tuesday")).row.shown == Value(1)


def test_a_days_cards_count_what_its_rosters_count(made):
    """Untouched seats are added up in the database, touched ones from their ops: the same sum."""
    rows = made.add_bookings(
        "yoga",
        *(
            booking(f"b{n}", party=1 + n % 4, status=status)
            for n, status in enumerate(3 * [*BookingStatus])
        ),
    )
    for number, row in enumerate(rows):
        if number % 3 == 0:
            made.read(row, Value(1 + number % 2))
        elif number % 5 == 0:
            made.read(row, NO_SHOW)
    for row in rows[::2]:
        with suppress(Refusal):
            made.desk.arrive(row)
    (card,) = [c for c in made.desk.sessions(TODAY) if c.session.event_id == "yoga"]
    assert (card.booked, card.attended) == made.desk.roster("yoga").card[2:4]
    assert 0 < card.attended < card.booked


def stepped(steps):
    """How many pauses there were, and what came of it."""
    pauses = 0
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return pauses, done.value
        pauses += 1


def test_a_day_counted_in_steps_is_the_day_counted_at_once(made):
    for number in range(2 * SESSIONS_A_STEP + 1):
        event = made.add_session(f"s{number}", starts_in=timedelta(minutes=number))
        [row] = made.add_bookings(event, booking(f"b{number}", party=3))
        made.desk.arrive(row, 1 + number % 3)
    today = made.desk.today()
    assert stepped(made.desk.counting(today)) == (2, made.desk.sessions(today))
    steps = made.desk.counting(today)
    next(steps)
    made.desk.arrive(RowId(BookingId("b0"), EventId("s0")))
    pauses, cards = stepped(steps)
    [card] = [card for card in cards if card.session.event_id == "s0"]
    assert (pauses, card.attended) == (3, 2)
    assert stepped(made.desk.counting(today - timedelta(days=3))) == (0, ())
