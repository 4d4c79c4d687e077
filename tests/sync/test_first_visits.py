"""First visits: told only as far as the site says so, asked with what is left over, and quietly."""

import logging
from datetime import timedelta

import pytest

from app.checkin.walk_ins import WalkIns
from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.model import EventId, Link
from app.domain.pacing import STEADY_PER_MINUTE
from app.storage.past import Past
from app.sync.first_visits import AGAIN_S, AT_ONCE, QUIET_S
from app.wix.payload import PAGE
from tests.rigs import Rig, site_now

READER = "bookings.query"


def held(site: DemoSite, days_ago: int = 0) -> EventId:
    """A class of so many days ago; that of today is in progress."""
    start = site_now(site) - timedelta(days=days_ago, minutes=5)
    return EventId(site.add_session("Yoga", start=start, capacity=900))


def book(site: DemoSite, event: EventId, contact: str, **more) -> str:
    return site.add_booking(event, 1, contact.title(), contact=contact, **more)


def learn(rig: Rig) -> None:
    """Load the day, and ask until there is nobody left to ask about."""
    rig.pass_once(pull=True)
    for _ in range(2 * AT_ONCE):
        rig.wait(QUIET_S)


def marked(rig: Rig, event: EventId) -> set[str]:
    return {row.name.split()[0] for row in rig.desk.roster(event).rows if row.first_visit}


class Asked:
    """The site, and what it is asked of clients: whom, and whether only before a date."""

    def __init__(self, site, asked) -> None:
        self._site, self._asked = site, asked

    def bookings_of(self, contacts, before=None):
        self._asked.append((list(contacts), before is not None))
        return self._site.bookings_of(contacts, before)


def asked_of(rig: Rig) -> list[tuple[list[str], bool]]:
    asked = []
    visits = rig.engine._refreshing._first_visits
    visits._site = Asked(visits._site, asked)
    return asked


@pytest.fixture
def studio(site: DemoSite) -> EventId:
    """Dana was here last week, Omar never, Maya comes twice today, Noa had cancelled once."""
    before, today, later = held(site, 7), held(site), held(site)
    book(site, before, "dana")
    book(site, before, "noa", status="CANCELED")
    for contact in ("dana", "omar", "maya", "noa"):
        book(site, today, contact)
    book(site, later, "maya")
    return today


READINGS = {
    "as documented": {},
    "no booking is found by a date": {"filters_dates": False},
    "bookings are not sorted by when they begin": {"sorts_dates": False},
    "neither": {"filters_dates": False, "sorts_dates": False},
}


@pytest.mark.parametrize("quirks", READINGS.values(), ids=READINGS)
def test_who_never_booked_for_an_earlier_day_is_marked(site, rig, studio, quirks):
    for name, value in quirks.items():
        setattr(site.quirks, name, value)
    learn(rig)
    assert marked(rig, studio) == {"Omar", "Maya", "Noa"}


def test_a_site_that_finds_nobody_by_their_contact_makes_nobody_new(site, rig, studio):
    site.quirks.finds_contacts = False
    learn(rig)
    assert marked(rig, studio) == set()
    asked = rig.count(READER)
    site.quirks.finds_contacts = True
    learn(rig)
    assert marked(rig, studio) == set(), "they are not asked about again at once"
    rig.clock.advance(AGAIN_S)
    learn(rig)
    assert marked(rig, studio) == {"Omar", "Maya", "Noa"}
    assert rig.count(READER) > asked


def test_nobody_is_asked_about_twice_or_who_was_seen_here_on_an_earlier_day(site, rig, tmp_path):
    yesterday, today = held(site, 1), held(site)
    for contact in ("dana", "omar"):
        book(site, today, contact)
    book(site, yesterday, "dana")
    with rig.store.transaction():
        rig.store.other_days.ask([rig.desk.today() - timedelta(days=1)], rig.clock.now())
    asked = asked_of(rig)
    rig.pass_once()
    assert asked == [], "the day first"
    learn(rig)
    assert [len(contacts) for contacts, _ in asked] == [1, 1]
    assert [dated for _, dated in asked] == [True, False], "who came before, and when first"
    assert marked(rig, today) == {"Omar"}
    rig.restart()
    asked = asked_of(rig)
    learn(rig)
    assert asked == []
    assert marked(rig, today) == {"Omar"}
    (tmp_path / "other").mkdir()
    other = Rig(site, tmp_path / "other")
    learn(other)
    assert marked(other, today) == {"Omar"}, "another computer asks for itself"
    other.close()


def test_more_clients_than_one_question_names_with_more_bookings_than_one_answer_holds(site, rig):
    """Regulars of years ago fill the first answers, and months ahead the others."""
    today = held(site)
    with site._parts.state.writing():
        for week in range(1, 4):
            before, ahead = held(site, 7 * week), held(site, -7 * week)
            for n in range(AT_ONCE + 20):
                book(site, ahead, f"c{n:02}")
                if n % 2:
                    book(site, before, f"c{n:02}")
        for n in range(AT_ONCE + 20):
            book(site, today, f"c{n:02}")
    assert 3 * AT_ONCE > PAGE
    asked = asked_of(rig)
    learn(rig)
    assert marked(rig, today) == {f"C{n:02}" for n in range(0, AT_ONCE + 20, 2)}
    assert max(len(contacts) for contacts, _ in asked) == AT_ONCE
    assert len(asked) <= 10
    for switch in ("filters_dates", "sorts_dates"):
        setattr(site.quirks, switch, False)
    with rig.store.transaction():
        rig.store._database.run("DELETE FROM contacts")
    learn(rig)
    some = marked(rig, today)
    assert some <= {f"C{n:02}" for n in range(0, AT_ONCE + 20, 2)}, "fewer, never wrong ones"


def test_the_mark_is_of_the_day_of_the_first_booking_and_of_no_later_one(site, rig):
    today, tomorrow = held(site), held(site, -1)
    for event in (today, tomorrow):
        book(site, event, "omar")
    with rig.store.transaction():
        rig.store.other_days.ask([rig.desk.today() + timedelta(days=1)], rig.clock.now())
    learn(rig)
    assert (marked(rig, today), marked(rig, tomorrow)) == ({"Omar"}, set())


def test_a_booking_called_off_is_nobodys_visit_and_a_stale_roster_marks_nobody(site, rig):
    today, ahead = held(site), held(site, -3)
    gone = book(site, today, "omar")
    book(site, ahead, "omar")
    rig.pass_once()
    site.cancel_booking(gone)
    rig.wait(QUIET_S)
    rig.wait(1)
    assert marked(rig, today) == set(), "what is first for the site is not of today any more"


def test_a_walk_in_that_the_site_does_not_know_is_not_marked(site, rig):
    today = held(site)
    rig.pass_once()
    WalkIns(rig.store, rig.clock, lambda: None).add(today, name="Wren", email="", phone="", count=1)
    site.add_booking(today, 1, "Nameless", extra={"contactDetails": None})
    learn(rig)
    assert len(rig.desk.roster(today).rows) == 2
    assert marked(rig, today) == set()


@pytest.mark.parametrize("fault", ["unplug", "error_500", "denied", "html"])
def test_a_failure_shows_nothing_disturbs_nothing_and_is_tried_later(
    site, rig, studio, fault, caplog
):
    rig.pass_once()
    site.faults.add(Fault(fault, READER))
    with caplog.at_level(logging.INFO, "turnout"):
        status = rig.wait(QUIET_S)
    assert status.link is Link.ONLINE
    assert marked(rig, studio) == set()
    site.faults.clear()
    asked = asked_of(rig)
    rig.settle(60)
    assert asked == []
    rig.settle(AGAIN_S)
    assert marked(rig, studio) == {"Omar", "Maya", "Noa"}
    contacts = [each[0] for each in rig.store._database.rows("SELECT contact_id FROM contacts")]
    assert contacts
    assert not [each for each in contacts if each in caplog.text]


def test_throttled_it_waits_as_the_site_says_and_check_ins_go_first(site, rig, studio):
    rig.pass_once()
    site.faults.add(Fault("throttle", READER, times=1, retry_after_s=7))
    [row, *_] = [each.row for each in rig.desk.roster(studio).rows]
    rig.clock.advance(QUIET_S)
    rig.desk.arrive(row)
    status = rig.pass_once()
    assert rig.on_site(row) == ("ATTENDED", 1)
    assert status.link is Link.THROTTLED
    assert rig.wait(8).link is Link.ONLINE


def test_it_takes_what_is_left_of_a_minute_and_no_more(site, rig):
    """A large day of newcomers: the pace stays that of a quiet desk, and everybody is asked."""
    site.big_day(10, 400)
    sent, asked = [], asked_of(rig)
    rig.watch = lambda: sent.append(rig.clock.monotonic())
    status = rig.pass_once()
    while rig.engine._refreshing._first_visits.next_in_s(STEADY_PER_MINUTE) < float("inf"):
        rig.clock.advance(max(0.5, status.next_in_s))
        now, before = rig.clock.monotonic(), len(asked)
        lately = sum(at > now - 60 for at in sent)
        status = rig.engine.run_once()
        assert len(asked) == before or lately < STEADY_PER_MINUTE
    assert len(asked) == 2 * 400 / AT_ONCE
    cards = rig.desk.sessions(rig.desk.today())
    rows = [r for card in cards for r in rig.desk.roster(card.session.event_id).rows]
    assert len(rows) == sum(row.first_visit for row in rows) == 400


def test_a_client_is_forgotten_with_the_last_booking(site, rig):
    today = held(site)
    book(site, today, "omar")
    learn(rig)
    past = Past(rig.store._database)
    bookings = [row.row.booking_id for row in rig.desk.roster(today).rows]
    with rig.store.transaction():
        past.forget(today)
        past.forget_bookings(bookings)
    assert rig.store._database.rows("SELECT * FROM contacts") == []
