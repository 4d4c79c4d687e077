"""Who may walk in, under which name, and which booking is theirs."""

from datetime import timedelta

import pytest

from app.domain.errors import Refusal
from app.domain.model import BookingId, BookingStatus, EventId, Session, SessionKind
from app.domain.stage import Stage
from app.domain.walk_ins import (
    WALK_IN,
    BookingMade,
    BookingWish,
    check_walk_in,
    is_email,
    ours,
    split_name,
    walk_in_name,
)
from tests.desks import NOON

YOGA = Session(
    EventId("yoga"), SessionKind.CLASS, "Yoga Flow", NOON, NOON + timedelta(hours=1), "UTC"
)
WISH = BookingWish(YOGA, "Wren Walkin", "wren@example.com", party=2)


def made(booking_id, status="CREATED", name="Wren Walkin", party=2):
    return BookingMade(BookingId(booking_id), BookingStatus(status), "1", name, party)


@pytest.mark.parametrize(
    ("session", "people", "email", "words"),
    [
        (YOGA, 0, "", "from 1 to 1000"),
        (YOGA, -1, "", "from 1 to 1000"),
        (YOGA, 1001, "", "from 1 to 1000"),
        (YOGA, 1, "wren", "not an e-mail address"),
        (YOGA._replace(cancelled=True), 1, "", "Yoga Flow was cancelled"),
        (YOGA._replace(kind=SessionKind.APPOINTMENT), 1, "", "An appointment takes no walk-ins"),
    ],
)
def test_what_is_refused(session, people, email, words):
    with pytest.raises(Refusal, match=words):
        check_walk_in(session, people, email)


@pytest.mark.parametrize("kind", [SessionKind.CLASS, SessionKind.COURSE])
@pytest.mark.parametrize("email", ["", "wren@example.com"])
def test_what_is_taken(kind, email):
    check_walk_in(YOGA._replace(kind=kind, capacity=1), 1000, email)


@pytest.mark.parametrize("text", ["w@example.com", "a.b+c@sub.example.co", "ñ@exämple.es"])
def test_an_e_mail_address(text):
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "wren", "@example.com", "wren@", "wren@example", "a@b@c.de", "a b@c.de", "a@c..de"),
        *("a@.de", "a@c.", "a\0@c.de", "\ud800@c.de", "a" * 250 + "@c.de"),
    ],
)
def test_no_e_mail_address(text):
    assert not is_email(text)


@pytest.mark.parametrize(
    ("given", "name", "first", "last"),
    [
        ("", WALK_IN, "Walk-in", ""),
        (" \t\n", WALK_IN, "Walk-in", ""),
        ("Wren", "Wren", "Wren", ""),
        ("  Wren   van  der Walk ", "Wren van der Walk", "Wren", "van der Walk"),
        ("\x07Wren", "Wren", "Wren", ""),
        ("\ud800Wren", "?Wren", "?Wren", ""),
    ],
)
def test_the_name(given, name, first, last):
    assert walk_in_name(given) == name
    assert split_name(name) == (first, last)


@pytest.mark.parametrize("stage", Stage)
def test_what_still_waits(stage):
    assert stage.pending == (stage not in (Stage.IN_WIX, Stage.LOCAL))
    assert stage.in_doubt == stage.endswith("ing")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], None),
        ([made("known")], None),
        ([made("b", party=1)], None),
        ([made("b", name="Ada Walkin")], None),
        ([made("b", "CANCELED")], None),
        ([made("b", "WAITING_LIST")], None),
        ([made("known"), made("b")], "b"),
        ([made("b", name="wren WALKIN")], "b"),
        ([made("a", "CONFIRMED"), made("b", "PENDING"), made("c")], "c"),
        ([made("a", "CONFIRMED"), made("b", "PENDING")], "b"),
        ([made("a"), made("b")], "a"),
    ],
)
def test_which_booking_is_theirs(found, expected):
    theirs = ours(found, WISH, {BookingId("known")})
    assert (theirs and theirs.booking_id) == expected
