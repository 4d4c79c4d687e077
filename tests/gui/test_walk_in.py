"""Somebody comes without a booking: in a few keys, or in one press."""

from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.errors import StoreError
from app.domain.model import SessionKind
from app.domain.scan import short_code
from app.domain.values import Value
from app.gui.desk import found_acts
from app.gui.desk.tab import Tab
from app.gui.words import plain
from tests.desks import booking
from tests.gui.conftest import CALM
from tests.gui.scanning import Hand
from tests.gui.test_access import press

KEY = Qt.Key


def walk_ins(made, event_id="yoga"):
    return [row for row in made.desk.roster(event_id).rows if row.walk_in]


def type_in(desk, part, words):
    QTest.keyClicks(desk.find(f"staff.walkin.{part}"), words)


@pytest.fixture
def panel(desk):
    press(desk, KEY.Key_F3)
    return desk.window.side


def test_f3_or_the_button_opens_it_where_one_can_type_at_once(desk):
    desk.click("staff.walkin.open")
    assert QApplication.focusWidget().objectName() == "staff.walkin.name"
    press(desk, KEY.Key_Escape)
    assert desk.window.side is None
    press(desk, KEY.Key_F3)
    assert QApplication.focusWidget().accessibleName() == "Name (optional)"
    assert plain(desk.window.side.session.text()) == "To 11:50 Yoga Flow"


def test_a_whole_walk_in_by_keyboard_and_the_next_one_can_follow(desk, panel):
    type_in(desk, "name", "Ruth Adler")
    press(desk, KEY.Key_Return)
    [ruth] = walk_ins(desk.made)
    assert (ruth.name, ruth.shown, ruth.not_in_wix) == ("Ruth Adler", Value(1), True)
    assert desk.said() == "Ruth Adler: checked in"
    assert QApplication.focusWidget().objectName() == "staff.walkin.name"
    assert panel.name.text == ""
    assert desk.calls == ["wake"]


def test_s18_without_a_name_two_are_counted_and_listed_as_a_walk_in(desk, panel):
    """S-18: the session's total rises by two."""
    desk.click("staff.walkin.more")
    desk.click("staff.walkin.add")
    [row] = walk_ins(desk.made)
    assert (row.name, row.shown, row.party) == ("Walk-in", Value(2), 2)
    assert desk.window.pane.header.number.accessibleName() == "2 of 11 in"
    assert desk.find("staff.walkin.people").accessibleName() == "1"


def test_only_count_them_takes_one_press_and_keeps_nothing_that_was_typed(desk, panel):
    type_in(desk, "name", "Ru")
    desk.click("staff.walkin.count")
    assert [row.name for row in walk_ins(desk.made)] == ["Walk-in"]


def test_the_new_row_is_seen_for_a_while_and_then_under_here(open_desk, qtbot):
    desk = open_desk(CALM._replace(row_stays=60))
    press(desk, KEY.Key_F3)
    type_in(desk, "name", "Ruth Adler")
    press(desk, KEY.Key_Return)
    [ruth] = walk_ins(desk.made)
    assert ruth.row.booking_id in desk.names
    row = desk.row(ruth.row.booking_id)
    assert row.facts.accessibleName().startswith("Walk-in · not in Wix")
    qtbot.waitUntil(lambda: ruth.row.booking_id not in desk.names)
    desk.window.pane.tabs.choose(Tab.HERE)
    assert ruth.row.booking_id in desk.names


@pytest.mark.parametrize("how", ["snackbar", "f9"])
def test_it_can_be_taken_back_and_then_nothing_is_left_of_it(desk, panel, how):
    type_in(desk, "name", "Ruth Adler")
    press(desk, KEY.Key_Return)
    if how == "f9":
        press(desk, KEY.Key_F9)
    else:
        desk.click("staff.snackbar.undo")
    assert walk_ins(desk.made) == []
    assert not any(row.booking_id.startswith("walk-in") for row in desk.window.pane.list.order)
    assert desk.said() == "Ruth Adler: walk-in taken back"
    assert desk.window.pane.header.number.accessibleName() == "0 of 9 in"


def test_with_an_e_mail_it_will_be_in_wix_and_is_not_called_local(desk, panel):
    type_in(desk, "name", "Ruth Adler")
    type_in(desk, "email", "ruth@example.org")
    type_in(desk, "phone", "+49 171 555 9021")
    press(desk, KEY.Key_Return)
    desk.window.pane.tabs.choose(Tab.HERE)
    [ruth] = walk_ins(desk.made)
    facts = desk.row(ruth.row.booking_id).facts.accessibleName()
    assert facts == "Walk-in · …9021"


def test_what_is_no_e_mail_address_is_said_and_everything_typed_stays(desk, panel):
    said = []
    desk.window.voice.said.connect(said.append)
    type_in(desk, "name", "Ruth Adler")
    type_in(desk, "email", "ruth@")
    at = desk.find("staff.walkin.add").mapTo(desk.window, desk.window.rect().topLeft())
    desk.click("staff.walkin.add")
    assert (
        panel.why.accessibleName() == "This is not an e-mail address. Correct it, or leave it out."
    )
    assert said == [panel.why.accessibleName()]
    assert desk.find("staff.walkin.add").mapTo(desk.window, desk.window.rect().topLeft()) == at
    assert (panel.name.text, walk_ins(desk.made)) == ("Ruth Adler", [])
    type_in(desk, "email", "example.org")
    assert panel.why.accessibleName().startswith("With an e-mail")
    press(desk, KEY.Key_Return)
    assert len(walk_ins(desk.made)) == 1


def test_over_capacity_is_said_while_one_counts_and_never_blocks(made, open_desk):
    made.add_session("yoga", capacity=4)
    made.add_bookings("yoga", booking("dana", party=2))
    desk = open_desk()
    press(desk, KEY.Key_F3)
    warning = desk.window.side.warning
    assert not warning.isVisible()
    for _ in range(2):
        desk.click("staff.walkin.more")
    words = "With everyone who is booked this makes 5 of 4."
    assert (warning.isVisible(), warning.words.accessibleName()) == (True, words)
    for _ in range(2):
        desk.click("staff.walkin.more")
    assert warning.words.accessibleName() == "This makes 5 of 4 (over capacity)."
    desk.click("staff.walkin.add")
    assert walk_ins(made)[0].shown == Value(5)
    assert "over capacity 5 of 4" in desk.window.sessions.items[0].accessibleName()


def test_a_session_without_an_end_to_its_places_never_warns(made, open_desk):
    made.add_session("yoga", capacity=None)
    desk = open_desk()
    press(desk, KEY.Key_F3)
    desk.window.side.stepper.set_people(900)
    assert not desk.window.side.warning.isVisible()


def test_the_panel_follows_the_session_on_the_screen(made, open_desk):
    made.add_session("after", title="After", starts_in=timedelta(minutes=60))
    made.add_session("gone", title="Gone", starts_in=timedelta(minutes=70), cancelled=True)
    desk = open_desk()
    press(desk, KEY.Key_F3)
    press(desk, KEY.Key_F8)
    assert plain(desk.window.side.session.text()) == "To 13:00 After"
    type_in(desk, "name", "Ruth")
    desk.find("staff.walkin.name").setFocus()
    press(desk, KEY.Key_Return)
    assert [row.name for row in walk_ins(made, "after")] == ["Ruth"]
    press(desk, KEY.Key_F8)
    assert "was cancelled" in desk.window.side.session.accessibleName()
    assert not desk.find("staff.walkin.add").isEnabled()
    desk.find("staff.walkin.name").setFocus()
    press(desk, KEY.Key_Return)
    assert walk_ins(made, "gone") == []


@pytest.fixture
def two_sessions(made, open_desk):
    made.add_session("after", title="After", starts_in=timedelta(minutes=60))
    made.add_bookings("after", booking("noa", "Noa Kahn"))
    desk = open_desk()
    press(desk, KEY.Key_F3)
    return desk


BEGUN = {
    "name": lambda desk: type_in(desk, "name", "Dana Levi"),
    "email": lambda desk: type_in(desk, "email", "dana@example.org"),
    "people": lambda desk: desk.click("staff.walkin.more"),
}


@pytest.mark.parametrize("begun", BEGUN)
@pytest.mark.parametrize("how", ["f8", "scan"])
def test_what_was_begun_for_a_session_stays_with_it(two_sessions, begun, how):
    """And it is said; the next one is for the session on the screen again."""
    desk, panel = two_sessions, two_sessions.window.side
    BEGUN[begun](desk)
    if how == "f8":
        press(desk, KEY.Key_F8)
    else:
        hand = Hand()
        desk.window.scanner.wedge._now_ms = hand.now_ms
        hand.scan(short_code("noa"))
    assert desk.window.event_id == "after"
    said = plain(panel.session.text())
    assert said == "Still to 11:50 Yoga Flow. The roster shows 13:00 After."
    type_in(desk, "name", "Dana Levi")
    assert (desk.find("staff.walkin.booked") is None) is (begun == "name")  # twice the name there
    desk.click("staff.walkin.add")
    assert (len(walk_ins(desk.made)), walk_ins(desk.made, "after")) == (1, [])
    assert plain(panel.session.text()) == "To 13:00 After"


def test_what_was_begun_can_be_moved_to_the_session_on_the_screen(two_sessions):
    desk, panel = two_sessions, two_sessions.window.side
    assert desk.find("staff.walkin.instead") is None
    type_in(desk, "name", "Ruth")
    press(desk, KEY.Key_F8)
    move = desk.find("staff.walkin.instead")
    assert plain(move.caption) == "Add to 13:00 After instead"
    desk.click("staff.walkin.instead")
    assert desk.find("staff.walkin.instead") is None
    assert (plain(panel.session.text()), panel.name.text) == ("To 13:00 After", "Ruth")
    assert QApplication.focusWidget() is panel.name.entry
    press(desk, KEY.Key_Return)
    assert [row.name for row in walk_ins(desk.made, "after")] == ["Ruth"]


def test_once_it_is_empty_again_it_follows(two_sessions):
    type_in(two_sessions, "name", "R")
    press(two_sessions, KEY.Key_F8)
    two_sessions.find("staff.walkin.name").setFocus()
    press(two_sessions, KEY.Key_Backspace)
    assert plain(two_sessions.window.side.session.text()) == "To 13:00 After"


def test_a_session_that_is_gone_takes_nobody_of_another(two_sessions):
    type_in(two_sessions, "name", "Ruth")
    press(two_sessions, KEY.Key_F8)
    with two_sessions.made.store.transaction():
        two_sessions.made.store.past().forget("yoga")
    two_sessions.window.show_day()
    assert not two_sessions.find("staff.walkin.add").isEnabled()
    two_sessions.click("staff.walkin.instead")
    two_sessions.click("staff.walkin.add")
    assert [row.name for row in walk_ins(two_sessions.made, "after")] == ["Ruth"]


CONTROL = Qt.KeyboardModifier.ControlModifier
OTHER_PANELS = {
    "activity": (KEY.Key_F9, CONTROL),
    "settings": (KEY.Key_F10, CONTROL),
    "shortcuts": (KEY.Key_F1, Qt.KeyboardModifier.NoModifier),
}


def open_other(desk, other="activity"):
    key, held = OTHER_PANELS[other]
    QTest.keyClick(QApplication.focusWidget(), key, held)
    QApplication.processEvents()


def half_type(desk):
    type_in(desk, "name", "Ruth Adler")
    type_in(desk, "email", "ruth@")
    type_in(desk, "phone", "0171")
    desk.click("staff.walkin.more")


def typed(desk):
    panel = desk.window.side
    return panel.name.text, panel.email.text, panel.phone.text, panel.stepper.people


@pytest.mark.parametrize("other", OTHER_PANELS)
def test_what_was_half_typed_is_there_again_after_another_panel(desk, panel, other):
    half_type(desk)
    open_other(desk, other)
    assert desk.window.side is not panel
    press(desk, KEY.Key_F3)
    assert typed(desk) == ("Ruth Adler", "ruth@", "0171", 2)
    QTest.keyClicks(QApplication.focusWidget(), "s")  # one goes on, and types over nothing
    assert desk.window.side.name.text == "Ruth Adlers"
    open_other(desk, other)
    press(desk, KEY.Key_Escape)
    press(desk, KEY.Key_F3)
    assert typed(desk) == ("Ruth Adlers", "ruth@", "0171", 2)


def test_a_draft_is_for_the_session_that_it_was_begun_for(two_sessions):
    desk = two_sessions
    type_in(desk, "name", "Noa Kahn")
    open_other(desk)
    press(desk, KEY.Key_F8)
    press(desk, KEY.Key_F3)
    said = plain(desk.window.side.session.text())
    assert said == "Still to 11:50 Yoga Flow. The roster shows 13:00 After."
    assert desk.find("staff.walkin.booked") is None  # she is, in the other one
    press(desk, KEY.Key_Return)
    assert [row.name for row in walk_ins(desk.made)] == ["Noa Kahn"]
    assert walk_ins(desk.made, "after") == []


def test_what_a_draft_resembles_is_said_again(two_sessions):
    type_in(two_sessions, "name", "Dana Levi")
    open_other(two_sessions)
    press(two_sessions, KEY.Key_F3)
    assert two_sessions.find("staff.walkin.booked") is not None


def test_a_draft_is_reached_from_a_session_that_takes_nobody(made, open_desk):
    made.add_session("gone", title="Gone", starts_in=timedelta(minutes=60), cancelled=True)
    desk = open_desk()
    press(desk, KEY.Key_F3)
    type_in(desk, "name", "Ruth")
    open_other(desk)
    press(desk, KEY.Key_F8)
    press(desk, KEY.Key_F3)
    press(desk, KEY.Key_Return)
    assert [row.name for row in walk_ins(made)] == ["Ruth"]
    assert walk_ins(made, "gone") == []


@pytest.mark.parametrize("other", [None, "activity"])
def test_whoever_is_added_from_the_search_takes_no_draft_away(desk, panel, other):
    """Neither one in the open panel nor one that waits; the next F3 brings it back."""
    half_type(desk)
    if other:
        open_other(desk, other)
    found_acts.walk_in(desk.window, "Noa")
    assert typed(desk) == ("Noa", "", "", 1)
    press(desk, KEY.Key_Return)
    assert [row.name for row in walk_ins(desk.made)] == ["Noa"]
    press(desk, KEY.Key_F3)
    assert typed(desk) == ("Ruth Adler", "ruth@", "0171", 2)


def close_it(desk):
    desk.click("staff.walkin.close")


def give_it_up(desk):
    desk.find("staff.walkin.name").setFocus()
    press(desk, KEY.Key_Escape)


def record_it(desk):
    desk.find("staff.walkin.name").setFocus()
    press(desk, KEY.Key_Return)
    open_other(desk)


def sleep_over_it(desk):
    open_other(desk)
    desk.made.clock.advance(24 * 3600)
    desk.made.add_session("morning", title="Morning")
    desk.window.show_day()
    desk.window.open("morning")


@pytest.mark.parametrize("ends", [close_it, give_it_up, record_it, sleep_over_it])
def test_what_was_given_up_recorded_or_of_another_day_is_not_kept(desk, panel, ends):
    type_in(desk, "name", "Ruth Adler")
    desk.click("staff.walkin.more")
    ends(desk)
    press(desk, KEY.Key_F3)
    assert typed(desk) == ("", "", "", 1)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"cancelled": True}, "was cancelled"),
        ({"kind": SessionKind.APPOINTMENT}, "takes no walk-ins"),
    ],
)
def test_where_nobody_can_walk_in_there_is_no_button_and_f3_says_why(made, open_desk, changed, why):
    made.add_session("yoga", **changed)
    desk = open_desk()
    assert desk.find("staff.walkin.open") is None
    press(desk, KEY.Key_F3)
    assert desk.window.side is None
    assert why in desk.said()


def test_no_key_that_is_typed_counts_anybody(desk, panel):
    type_in(desk, "name", "+1 -")
    for key in (KEY.Key_F4, KEY.Key_Up, KEY.Key_Menu):
        press(desk, key)
    assert panel.name.text == "+1 -"
    assert all(row.shown.is_none for row in desk.made.desk.roster("yoga").rows)


def test_what_cannot_be_kept_is_said_and_everything_typed_stays(desk, panel, monkeypatch):
    def shut(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(desk.window.panels._walking_in._walk_ins, "add", shut)
    type_in(desk, "name", "Ruth")
    press(desk, KEY.Key_Return)
    assert "The disk is full." in desk.window.banner.accessibleName()
    assert panel.name.text == "Ruth"


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 728), (1920, 1080), (1080, 1920), (896, 480)])
def test_every_control_is_large_named_and_inside(open_desk, size, rtl):
    desk = open_desk(size=size, rtl=rtl)
    press(desk, KEY.Key_F3)
    panel = desk.window.side
    for button in panel.findChildren(QAbstractButton):
        assert button.width() >= 44
        assert button.height() >= 44
        assert any(c.isalpha() for c in button.accessibleName())
        assert button.objectName() == button.accessibleIdentifier() != ""
    places = [part.geometry() for part, _ in panel.stack._parts]
    for above, below in pairwise(places):
        assert above.top() < below.top()
        assert above.intersected(below).height() <= 12  # rings may share the space between


@pytest.fixture
def regulars(made, open_desk):
    """People who are booked tomorrow; nobody of them is expected now."""
    made.add_session("spin", title="Spin", starts_in=timedelta(days=1))
    made.add_bookings(
        "spin",
        booking("ruth", "Ruth Adler", phone_tail="5550917"),
        *(booking(f"r{n}", f"Rudi {n}", phone_tail=f"555100{n}") for n in range(7)),
    )
    desk = open_desk()
    press(desk, KEY.Key_F3)
    return desk


def suggested(desk):
    found = [desk.find(f"staff.walkin.known.{n}") for n in range(1, 6)]
    return [plain(button.caption) for button in found if button is not None]


def test_people_this_computer_knows_are_suggested_and_taken_by_a_tap(regulars):
    """By name and the end of a phone; no e-mail address, and no question to anybody."""
    type_in(regulars, "name", "ru")
    assert len(suggested(regulars)) == 5
    type_in(regulars, "name", "th")
    assert suggested(regulars) == ["Ruth Adler · …0917"]
    button = regulars.find("staff.walkin.known.1")
    assert button.accessibleName() == "Take the name of Ruth Adler · …0917"
    assert min(button.width(), button.height()) >= 44
    regulars.click("staff.walkin.known.1")
    assert regulars.window.side.name.text == "Ruth Adler"
    assert suggested(regulars) == []
    assert QApplication.focusWidget().objectName() == "staff.walkin.name"
    assert regulars.calls == []


def test_they_are_reached_by_the_arrow_keys_and_taken_by_enter(regulars):
    type_in(regulars, "name", "ru")
    press(regulars, KEY.Key_Down)
    assert QApplication.focusWidget().objectName() == "staff.walkin.known.1"
    press(regulars, KEY.Key_Down)
    press(regulars, KEY.Key_Up)
    press(regulars, KEY.Key_Up)
    assert QApplication.focusWidget().objectName() == "staff.walkin.name"
    press(regulars, KEY.Key_Down)
    name = plain(QApplication.focusWidget().caption).split(" · ")[0]
    press(regulars, KEY.Key_Return)
    assert walk_ins(regulars.made) == []
    press(regulars, KEY.Key_Return)
    assert [row.name for row in walk_ins(regulars.made)] == [name]
    assert suggested(regulars) == []


def test_whoever_is_booked_here_already_can_be_checked_in_instead(desk, panel):
    """And it is said to who listens, once; nothing of it stands in the way of a walk-in."""
    heard = []
    desk.window.voice.said.connect(heard.append)
    type_in(desk, "name", "dana levi")
    words = "Dana Levi · …3127 is booked in this session already."
    assert plain(desk.find("staff.walkin.booked").text()) == words
    assert heard == [words]
    assert desk.find("staff.walkin.booked.check_in").caption == "Check in this booking, 4"
    desk.click("staff.walkin.booked.check_in")
    assert desk.seat("dana").shown == Value(4)
    assert walk_ins(desk.made) == []
    assert panel.name.text == ""
    assert desk.find("staff.walkin.booked") is None
    type_in(desk, "name", "Dana Levi")
    assert "is in already" in plain(desk.find("staff.walkin.booked").text())
    assert desk.find("staff.walkin.booked.check_in") is None
    press(desk, KEY.Key_Return)
    assert [row.name for row in walk_ins(desk.made)] == ["Dana Levi"]


def test_a_store_that_cannot_be_read_suggests_nobody(regulars, monkeypatch):
    def shut(*_):
        raise StoreError("The disk is failing.")

    monkeypatch.setattr(regulars.window.top.searching.search, "find", shut)
    type_in(regulars, "name", "ruth")
    assert suggested(regulars) == []
