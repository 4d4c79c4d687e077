"""What a desk lists of its site: narrowed by place and service, and never what somebody needs."""

from datetime import timedelta

import pytest

from app.checkin.desk import Desk
from app.checkin.walk_ins import WalkIns
from app.domain.listing import EVERYTHING, Listing, Offer, Service, offer_of
from app.domain.model import BookingId, Conflict, ConflictKind, EventId, RowId, Shadow
from app.domain.values import Value
from tests.desks import booking

NO_KILN = Listing(frozenset({"Kiln"}))
NO_YOGA = Listing(no_services=frozenset({"s-yoga"}))


@pytest.fixture
def studio(made):
    """Two places, three services, one session without either."""
    made.add_session("yoga", location="Loft", starts_in=timedelta(hours=-1))
    made.add_session("clay", location="Kiln")
    made.add_session("talk", location="", starts_in=timedelta(hours=1))
    made.add_bookings("clay", booking("sam"))
    day = [session for _, session in sorted(known(made).items())]
    services = {"yoga": "s-yoga", "clay": "s-clay"}
    start, end = (made.clock.now() + timedelta(hours=hours) for hours in (-6, 6))
    named = [each._replace(service_id=services.get(each.event_id)) for each in day]
    with made.store.transaction():
        made.store.days.replace_sessions(start, end, named)
    return made


def known(made):
    cards = made.desk.sessions(made.desk.today())
    return {card.session.event_id: card.session for card in cards}


def desk_of(made, listing):
    return Desk(made.store, made.clock, lambda: None, listing=listing)


def listed(made, listing):
    desk = desk_of(made, listing)
    cards = desk.sessions(desk.today())
    steps = desk.counting(desk.today())
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value == cards
    return [card.session.event_id for card in cards]


@pytest.mark.parametrize(
    ("listing", "left"),
    [
        (EVERYTHING, ["yoga", "clay", "talk"]),
        (NO_KILN, ["yoga", "talk"]),
        (NO_YOGA, ["clay", "talk"]),
        (Listing(NO_KILN.no_locations, NO_YOGA.no_services), ["talk"]),
        (Listing(frozenset({"Elsewhere"}), frozenset({"s-new"})), ["yoga", "clay", "talk"]),
    ],
)
def test_what_is_left_out_is_not_listed_and_what_comes_new_is(studio, listing, left):
    assert listed(studio, listing) == left


@pytest.mark.parametrize(
    ("listing", "left_out"),
    [(EVERYTHING, 0), (NO_KILN, 0), (Listing(frozenset({"Kiln", "Loft", "Studio 2"})), 4)],
)
def test_a_day_of_which_nothing_is_listed_says_how_many_there_are(made, listing, left_out):
    for hours, place in enumerate(("Loft", "Kiln", "Studio 2")):
        made.add_session(place, location=place, starts_in=timedelta(hours=hours))
    assert desk_of(made, listing).all_left_out(made.desk.today()) == left_out


def test_an_empty_day_leaves_nothing_out(made):
    assert desk_of(made, NO_KILN).all_left_out(made.desk.today() + timedelta(days=1)) == 0


def test_the_desk_opens_on_a_session_that_it_lists(studio):
    assert desk_of(studio, EVERYTHING).opening().card.session.event_id == "clay"
    assert desk_of(studio, NO_KILN).opening().card.session.event_id == "talk"


def test_where_somebody_was_counted_nothing_is_hidden(studio):
    studio.desk.arrive(RowId(BookingId("sam"), EventId("clay")))
    assert listed(studio, NO_KILN) == ["yoga", "clay", "talk"]
    studio.desk.undo_last()
    assert "clay" in listed(studio, NO_KILN)


def test_where_a_person_has_to_decide_nothing_is_hidden(studio):
    """Nobody was counted on this computer: the row was only read, and holds two answers."""
    row = RowId(BookingId("sam"), EventId("clay"))
    conflict = Conflict(ConflictKind.DUPLICATE, Value(2), Value(1))
    with studio.store.transaction():
        studio.store.shadows.put(row, Shadow(conflict=conflict))
    assert listed(studio, NO_KILN) == ["yoga", "clay", "talk"]


def test_a_walk_in_keeps_its_session_listed(studio):
    WalkIns(studio.store, studio.clock, lambda: None).add(EventId("clay"), "Wren")
    studio.store._database.run("DELETE FROM ops")
    assert listed(studio, NO_KILN) == ["yoga", "clay", "talk"]


def test_what_is_on_offer_is_named_once_and_in_order(studio):
    day = list(known(studio).values())
    again = [each._replace(event_id="again", title="Älter Yoga") for each in day]
    offer = offer_of([*day, *again])
    assert offer == Offer(
        ("Kiln", "Loft"), (Service("s-clay", "Yoga Flow"), Service("s-yoga", "Yoga Flow"))
    )
    assert offer.is_choice
    assert not offer_of([day[0], day[2]]).is_choice
    assert not offer_of([]).is_choice
