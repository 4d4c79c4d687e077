"""The set-up's page of places and services: what is ticked, what it leaves out, and Back."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.fitting import Fitting
from app.domain.listing import EVERYTHING, Listing, offer_of
from app.domain.model import Booking, BookingId, BookingStatus, EventId, Session, SessionKind
from app.domain.trial import Day, Need, Trial
from app.gui.setup.actions import Answered, Left, Step
from app.gui.words import plain
from tests.gui.test_set_up import FACTS, ID, Pages

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def session(event, title, place, service):
    return Session(
        EventId(event), SessionKind.CLASS, title, NOON, NOON, "UTC", place, service_id=service
    )


DAY = (
    session("e1", "Yoga & more", "Loft", "s-yoga"),
    session("e2", "Clay", "Kiln", "s-clay"),
    session("e3", "Clay", "Kiln", "s-clay"),
)
BOOKED = tuple(
    Booking(BookingId(f"b{n}"), "Guest", 1, BookingStatus.CONFIRMED, event_id=EventId(event))
    for n, event in enumerate(("e1", "e1", "e2", "e3"))
)
ASKED = tuple((need, None) for need in Need)


def answer(sessions=DAY, offered=DAY):
    trial = Trial(ASKED, FACTS, day=Day(tuple(sessions), BOOKED), offer=offer_of(offered))
    return Answered(trial.of(EVERYTHING), kept=True)


@pytest.fixture
def pages(qtbot):
    opened = []

    def open_(left=Left(), said=None, *, tested=True):  # noqa: B008 - frozen
        opened.append(Pages(qtbot, left, said or answer(), shut=False))
        if tested:
            opened[-1].paste()
            opened[-1].tested()
        return opened[-1]

    yield open_
    for each in opened:
        each.window.close()


def ticked(first):
    page = first.window.page
    ticks = (*page.locations.ticks.values(), *page.services.ticks.values())
    return [tick.accessibleName() for tick in ticks if tick.isChecked()]


def test_everything_is_ticked_and_what_is_not_narrows_the_proof_and_the_desk(pages):
    first = pages()
    first.click("setup.next")
    assert plain(first.window.step.text()) == "Step 2 of 5"
    assert ticked(first) == ["Kiln", "Loft", "Clay", "Yoga & more"]
    first.click("setup.listed.locations.0")
    first.click("setup.next")
    assert first.words("setup.proof.today") == "Today: 1 session, 2 bookings"
    assert first.words("setup.proof.listed").startswith("1 of the site’s 3 sessions today")
    first.click("setup.back")
    assert ticked(first) == ["Loft", "Clay", "Yoga & more"]
    first.click("setup.listed.locations.0")
    first.click("setup.next")
    assert first.words("setup.proof.today") == "Today: 3 sessions, 4 bookings"
    assert first.find("setup.proof.listed") is None
    first.click("setup.back")
    first.click("setup.listed.services.0")
    first.window.close()
    assert first.kept[-1] == Left(
        ID, True, Step.LISTED, Fitting(Listing(no_services=frozenset({"s-clay"})))
    )


def test_at_least_one_of_each_stays_and_the_way_on_says_so(pages):
    first = pages()
    first.click("setup.next")
    first.click("setup.listed.services.all")
    onward = first.find("setup.next")
    assert not onward.isEnabled()
    assert onward.accessibleDescription() == "Tick at least one service."
    assert first.words("setup.listed.services.all") == "Tick all: Services"
    first.click("setup.listed.locations.all")
    assert onward.accessibleDescription() == "Tick at least one location."
    first.click("setup.listed.locations.all")
    first.click("setup.listed.services.1")
    assert onward.isEnabled()
    assert ticked(first) == ["Kiln", "Loft", "Yoga & more"]


@pytest.mark.parametrize(
    ("offered", "places", "services"),
    [((), 0, 0), (DAY[:1], 0, 0), (DAY[1:], 0, 0), (DAY, 2, 2)],
)
def test_only_where_there_is_more_than_one_of_either_is_it_asked(pages, offered, places, services):
    first = pages(said=answer(DAY, offered))
    first.click("setup.next")
    listed = first.window.pages.listed
    assert (len(listed.locations.ticks), len(listed.services.ticks)) == (places, services)
    assert first.window.page.step is (Step.LISTED if places else Step.PROOF)
    assert plain(first.window.step.text()) == ("Step 2 of 5" if places else "Step 2 of 4")


def test_what_was_chosen_is_there_again_and_so_is_what_is_not_on_offer_now(pages):
    before = Listing(frozenset({"Kiln", "Summer house"}), frozenset({"s-old"}))
    again = pages(Left(ID, True, Step.LISTED, Fitting(before)), tested=False)
    again.qtbot.waitUntil(lambda: again.window.page.step is Step.LISTED)
    assert ticked(again) == ["Loft", "Clay", "Yoga & more"]
    for _ in range(4):
        again.click("setup.next")
    assert again.fitting.listing == before


def test_one_that_is_left_alone_is_listed_whatever_was_said_of_it(pages):
    before = Listing(frozenset({"Kiln"}))
    again = pages(Left(ID, True, Step.USE, Fitting(before)), answer(DAY[1:], DAY[1:]), tested=False)
    again.qtbot.waitUntil(lambda: again.window.page.step is Step.USE)
    for _ in range(2):
        again.click("setup.next")
    assert again.fitting.listing == EVERYTHING


def test_what_was_chosen_for_another_site_is_forgotten(pages):
    other = ID.replace("0", "f")
    first = pages(Left(other, False, Step.CONNECT, Fitting(Listing(frozenset({"Kiln"})))))
    first.click("setup.next")
    assert ticked(first) == ["Kiln", "Loft", "Clay", "Yoga & more"]


def test_by_keyboard_alone_it_is_ticked_in_the_order_that_it_is_read(pages):
    first = pages()
    first.click("setup.next")
    assert first.focus == "setup.listed.locations.0"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    walked = []
    for _ in range(6):
        walked.append(first.focus)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [
        "setup.listed.locations.0",
        "setup.listed.locations.1",
        "setup.listed.services.all",
        "setup.listed.services.0",
        "setup.listed.services.1",
        "setup.back",
    ]
    assert ticked(first) == ["Loft", "Clay", "Yoga & more"]
    tick = first.find("setup.listed.locations.0")
    found = QAccessible.queryAccessibleInterface(tick)
    assert found.role() is QAccessible.Role.CheckBox
    assert not found.state().checked
