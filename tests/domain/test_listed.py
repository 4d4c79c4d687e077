from datetime import timedelta

import pytest

from app.domain.model import BookingId, EventId, RowId, Session, SessionKind
from app.domain.order import in_order
from app.domain.roster import SeatRow
from app.domain.session_filter import By, SessionFilter, choices
from app.domain.settings import Order, Settings
from app.domain.values import NO_SHOW, NONE, Value
from tests.desks import NOON


def row(name, shown=NONE, arrived=None, booked=None):
    moment = [None if m is None else NOON + timedelta(minutes=m) for m in (arrived, booked)]
    return SeatRow(
        RowId(BookingId(name), EventId("yoga")), name, 2, shown,
        last_change=moment[0], booked=moment[1],
    )  # fmt: skip


ROWS = (
    row("ann", booked=-30),
    row("bob", Value(1), 5, -10),
    row("cid", Value(2), 9),
    row("dan", NO_SHOW, 12, -20),
    row("eve", Value(1), 9, -20),
    row("fay", Value(1)),  # counted elsewhere: nobody here knows when
)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.NAME, "ann bob cid dan eve fay"),
        (Order.ARRIVAL, "cid eve bob ann dan fay"),
        (Order.BOOKED, "ann dan eve bob cid fay"),
    ],
)
def test_a_roster_is_listed_by_name_by_arrival_or_by_booking(order, names):
    assert [each.name for each in in_order(ROWS, order)] == names.split()


def test_the_order_is_a_setting_of_the_computer():
    assert Settings().roster_order is Order.NAME
    assert Settings().with_value("roster_order", "arrival").roster_order is Order.ARRIVAL
    with pytest.raises(ValueError, match="roster_order"):
        Settings().with_value("roster_order", "shoe size")


def session(title, *staff, location="Studio 1", kind=SessionKind.CLASS):
    end = NOON + timedelta(hours=1)
    return Session(EventId(title), kind, title, NOON, end, "UTC", location, staff)


YOGA = session("Yoga", "Noa", "Dan")
SPIN = session("Spin", "Dan", location="")
MASSAGE = session("Massage", "Noa", kind=SessionKind.APPOINTMENT)
DAY = (YOGA, SPIN, MASSAGE)


@pytest.mark.parametrize(
    ("by", "found"),
    [
        (By.STAFF, ["Dan", "Noa"]),
        (By.LOCATION, ["Studio 1"]),
        (By.SERVICE, ["Massage", "Spin", "Yoga"]),
        (By.KIND, ["APPOINTMENT", "CLASS"]),
    ],
)
def test_what_there_is_to_choose_from(by, found):
    assert choices(DAY, by) == found


@pytest.mark.parametrize(
    ("chosen", "listed"),
    [
        (SessionFilter(), [YOGA, SPIN, MASSAGE]),
        (SessionFilter(staff="Dan"), [YOGA, SPIN]),
        (SessionFilter(location="Studio 1"), [YOGA, MASSAGE]),
        (SessionFilter(service="Spin"), [SPIN]),
        (SessionFilter(kind="APPOINTMENT"), [MASSAGE]),
        (SessionFilter(staff="Noa", kind="CLASS"), [YOGA]),
        (SessionFilter(staff="Noa", service="Spin"), []),
    ],
)
def test_only_sessions_that_have_all_of_it_are_wanted(chosen, listed):
    assert [each for each in DAY if chosen.lists(each)] == listed


def test_the_same_choice_twice_is_none():
    once = SessionFilter().toggled(By.STAFF, "Noa")
    assert once == SessionFilter(staff="Noa")
    assert once.values == {By.STAFF: "Noa"}
    assert once.toggled(By.STAFF, "Dan") == SessionFilter(staff="Dan")
    assert once.toggled(By.STAFF, "Noa") == SessionFilter()
