"""Somebody is typed, found and counted, whichever session they are in."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.errors import StoreError
from app.domain.model import RowId
from app.domain.values import NO_SHOW, NONE, Value
from app.gui.panels.walk_in import WalkInPanel
from tests.benchmarks.answers import fill_week, search_key
from tests.desks import booking
from tests.gui.conftest import CALM

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(desk, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or desk.window, key, modifier)
    QApplication.processEvents()


def type_(desk, words):
    for each in words:
        at = QApplication.focusWidget() or desk.window
        if each.isascii():
            QTest.keyClicks(at, each)
        else:  # QTest knows the keys of ASCII only
            bare = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(at, QKeyEvent(QEvent.Type.KeyPress, 0, bare, each))
    QApplication.processEvents()


def search(desk, words):
    press(desk, KEY.Key_F2)
    type_(desk, words)


def searching(desk):
    return desk.window.top.searching


def found(desk):
    return [row.view.row.booking_id for row in searching(desk).results.rows]


def heads(desk):
    return [h.accessibleName() for h in searching(desk).results.sheet.heads if h.isVisible()]


def plant(made):
    """More sessions today, and one tomorrow."""
    made.add_session("pottery", title="Pottery", starts_in=timedelta(hours=2))
    made.add_bookings(
        "pottery",
        booking("tom", "Tom Levi", 2, phone_tail="5551111"),
        booking("guest", "Guest", phone_tail="5550001"),
    )
    made.add_session("spin", title="Spin", starts_in=timedelta(days=1))
    made.add_bookings("spin", booking("dan", "Dan Levinsky", phone_tail="5552222"))


@pytest.fixture
def evening(made, open_desk):
    plant(made)
    return open_desk()


def test_s15_results_take_the_place_of_the_roster_by_where_people_are_expected(evening):
    """S-15: each row says who, when and where, the state, the count, and has the same button."""
    search(evening, "levi")
    assert found(evening) == ["dana", "tom", "dan"]
    assert heads(evening) == ["In this session", "Other sessions today", "Other days"]
    assert not evening.window.pane.isVisible()
    dana, tom, dan = searching(evening).results.rows
    assert dana.facts.accessibleName() == "11:50 Yoga Flow · booked for 4 · …3127"
    assert tom.facts.accessibleName().startswith("14:00 Pottery")
    assert dan.facts.accessibleName().startswith("Tue 24 November · 12:00 Spin")
    assert (dana.primary.caption, tom.primary.caption) == ("Check in 4", "Check in 2")
    assert dan.opens.accessibleName() == "opens Tue 24 November"
    assert not dan.primary.isVisible()


def test_a_result_of_another_session_is_counted_like_a_row_of_the_roster(evening):
    search(evening, "tom")
    evening.click("staff.found.1.primary")
    assert evening.seat("tom", "pottery").shown == Value(2)
    assert evening.said() == "Tom Levi: 2 of 2 in"
    [row] = searching(evening).results.rows
    assert (row.numbers.accessibleName(), row.primary.caption) == ("2 of 2 in", "Undo")
    item = next(i for i in evening.window.sessions.items if i.card.session.event_id == "pottery")
    assert item.card.attended == 2
    evening.click("staff.snackbar.undo")
    assert evening.seat("tom", "pottery").shown == NONE
    assert row.numbers.accessibleName() == "0 of 2 in"


def test_plus_and_minus_and_their_keys_work_on_the_row_that_is_seen(evening):
    """Never on the roster behind the results."""
    search(evening, "tom")
    evening.click("staff.found.1.plus")
    press(evening, KEY.Key_Minus)
    assert evening.seat("tom", "pottery").shown == NONE
    press(evening, KEY.Key_F4)
    assert evening.seat("tom", "pottery").shown == NO_SHOW
    evening.window.setFocus()
    press(evening, KEY.Key_F4)
    press(evening, KEY.Key_Menu)
    press(evening, KEY.Key_Down)
    assert QApplication.focusWidget() is searching(evening).results.rows[0]
    assert all(row.shown == NONE for row in evening.made.desk.roster("yoga").rows)
    assert not evening.window.popover.isVisible()


def test_what_stops_at_the_party_says_why(evening):
    search(evening, "omar")
    evening.click("staff.found.1.plus")
    evening.click("staff.found.1.plus")
    assert evening.seat("omar").shown == Value(1)
    assert evening.said().startswith("All 1 of this booking are in")


def test_s16_enter_checks_in_the_only_one_here_and_leaves_the_words_to_type_over(
    evening,
):
    """S-16: others of other sessions do not make it less sure."""
    search(evening, "levi")
    press(evening, KEY.Key_Return)
    assert evening.seat("dana").shown == Value(4)
    assert searching(evening).field.entry.hasSelectedText()
    type_(evening, "omar")
    press(evening, KEY.Key_Return)
    assert evening.seat("omar").shown == Value(1)


def test_s16_enter_goes_to_whoever_of_one_name_is_not_here_yet(made, open_desk):
    """S-16: and a second one checks them in, where the first is in already."""
    made.add_bookings(
        "yoga",
        booking("in", "Sam Carter", phone_tail="5550001"),
        booking("out", "Sam Carter", phone_tail="5550002"),
    )
    made.desk.arrive(RowId("in", "yoga"))
    desk = open_desk()
    search(desk, "carter")
    press(desk, KEY.Key_Return)
    assert found(desk) == ["in", "out"]
    press(desk, KEY.Key_Return)
    assert made.store.view.of_row(RowId("out", "yoga")).shown.shown == Value(1)


def test_s16_enter_never_takes_somebody_off_again(evening):
    """S-16: whoever is in already only gets the keyboard."""
    search(evening, "omar")
    press(evening, KEY.Key_Return)
    press(evening, KEY.Key_Return)
    assert evening.seat("omar").shown == Value(1)
    assert QApplication.focusWidget() is searching(evening).results.rows[0]


@pytest.mark.parametrize("words", ["a", "tom", "omra"])
def test_s16_with_more_none_or_only_close_matches_enter_goes_to_the_list(evening, words):
    """S-16: exactly one in this session, or nothing is done."""
    search(evening, words)
    press(evening, KEY.Key_Return)
    assert all(
        row.shown == NONE
        for event in ("yoga", "pottery")
        for row in evening.made.desk.roster(event).rows
    )
    assert QApplication.focusWidget() is searching(evening).results.rows[0]


def test_s17_typing_on_the_roster_begins_a_search(evening):
    """S-17: a letter of any script and a digit; a key that means something else stays that."""
    press(evening, KEY.Key_Down)
    type_(evening, "יעל")
    assert searching(evening).field.text == "יעל"
    assert found(evening) == ["yael"]
    press(evening, KEY.Key_Escape)
    type_(evening, "3127")
    assert found(evening) == ["dana"]
    press(evening, KEY.Key_Escape)
    press(evening, KEY.Key_Plus)
    press(evening, KEY.Key_Space)
    press(evening, KEY.Key_A, CONTROL)
    assert not searching(evening).open


def test_s17_what_is_typed_on_a_result_goes_on_in_the_field(evening):
    """S-17: nobody has to find the field again."""
    search(evening, "le")
    press(evening, KEY.Key_Down)
    type_(evening, "vi")
    assert searching(evening).field.text == "levi"
    assert QApplication.focusWidget() is searching(evening).field.entry


def test_the_keys_of_the_results(evening):
    search(evening, "levi")
    rows = searching(evening).results.rows
    press(evening, KEY.Key_Down)
    assert QApplication.focusWidget() is rows[0]
    press(evening, KEY.Key_End)
    assert QApplication.focusWidget() is rows[2]
    press(evening, KEY.Key_Up)
    press(evening, KEY.Key_Return)
    assert evening.seat("tom", "pottery").shown == Value(2)
    press(evening, KEY.Key_Home)
    press(evening, KEY.Key_Up)
    assert QApplication.focusWidget() is searching(evening).field.entry
    press(evening, KEY.Key_Escape)
    assert searching(evening).field.text == ""
    assert evening.window.pane.isVisible()
    assert QApplication.focusWidget() is evening.row("dana")


@pytest.mark.parametrize("key", [(KEY.Key_Menu,), (KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)])
def test_the_menu_of_a_result_opens_at_its_row_and_works_in_any_session(evening, key):
    """As on the roster: by ⋯ and by key, its count and its note included."""
    search(evening, "tom")
    press(evening, KEY.Key_Down)
    press(evening, *key)
    menu, [row] = evening.window.popover.content, searching(evening).results.rows
    assert menu.head.accessibleName() == "Tom Levi"
    at = row.more.mapTo(evening.window, row.more.rect().bottomLeft())
    assert abs(menu.mapTo(evening.window, menu.rect().topLeft()).y() - at.y()) < 20
    press(evening, KEY.Key_Escape)
    assert QApplication.focusWidget() is row
    evening.click("staff.found.1.menu")
    evening.click("staff.menu.set_count")
    evening.click("staff.count.more")
    evening.click("staff.count.set")
    assert evening.seat("tom", "pottery").shown == Value(1)
    evening.click("staff.found.1.menu")
    evening.click("staff.menu.no_show")
    assert evening.seat("tom", "pottery").shown == NO_SHOW
    assert row.state.accessibleName().startswith("No-show")


def test_a_note_is_written_on_a_result_and_shown_on_it(evening):
    search(evening, "tom")
    evening.click("staff.found.1.menu")
    evening.click("staff.menu.note")
    assert evening.window.side.whose.accessibleName() == "On Tom Levi, 14:00 Pottery"
    type_(evening, "brings clay")
    press(evening, KEY.Key_Return)
    assert evening.seat("tom", "pottery").note == "brings clay"
    assert evening.said() == "Tom Levi: note saved"
    [row] = searching(evening).results.rows
    assert "brings clay" in row.accessibleName()


def test_whoever_cannot_be_counted_yet_has_no_menu_and_its_key_says_why(evening):
    search(evening, "dan levinsky")
    assert evening.find("staff.found.1.menu") is None
    press(evening, KEY.Key_Down)
    press(evening, KEY.Key_Menu)
    assert evening.said() == "Check-in opens on Tue 24 November."
    assert not evening.window.popover.isVisible()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("levi", "3 results"),
        ("omar", "1 result"),
        ("cohan", "Nothing exact, 1 is close"),
        ("Wren Xylo", "Nobody found for “Wren Xylo”."),
    ],
)
def test_a_screen_reader_hears_how_many_were_found(made, open_desk, qtbot, typed, told):
    """A-05: once, when typing pauses, and not again for what others change meanwhile."""
    plant(made)
    desk, said = open_desk(timings=CALM._replace(found_said=40)), []
    desk.window.voice.said.connect(said.append)
    with qtbot.waitSignal(desk.window.voice.said):
        search(desk, typed)
    desk.tell()
    with qtbot.waitSignal(desk.window.voice.said):
        type_(desk, "xyxy")
    assert said == [told, f"Nobody found for “{typed}xyxy”."]


def test_nothing_is_said_of_a_search_that_was_left(open_desk):
    """A-05."""
    desk, said = open_desk(timings=CALM._replace(found_said=0)), []
    desk.window.voice.said.connect(said.append)
    press(desk, KEY.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "levi")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    QApplication.processEvents()
    assert said == []


def test_escape_on_a_result_and_the_cross_lead_back_too(evening):
    search(evening, "levi")
    press(evening, KEY.Key_Down)
    press(evening, KEY.Key_Escape)
    assert not searching(evening).open
    search(evening, "levi")
    evening.click("staff.search.clear")
    assert evening.window.pane.isVisible()


def test_ctrl_f_does_the_same_and_an_empty_field_leads_back_to_the_roster(evening):
    for back in (KEY.Key_Return, KEY.Key_Down, KEY.Key_Escape):
        press(evening, KEY.Key_F, CONTROL)
        assert QApplication.focusWidget() is searching(evening).field.entry
        press(evening, back)
        assert not searching(evening).open
        assert QApplication.focusWidget() is evening.row("dana")


def test_s11_f9_in_the_field_takes_back_a_check_in_and_ctrl_z_edits_the_words(evening):
    """S-11: the field keeps the keyboard."""
    search(evening, "omar")
    press(evening, KEY.Key_Return)
    press(evening, KEY.Key_F9)
    assert evening.seat("omar").shown == NONE
    type_(evening, "x")
    press(evening, KEY.Key_Z, CONTROL)
    assert searching(evening).field.text == "omar"


def test_only_close_names_are_said_to_be_only_close(evening):
    search(evening, "cohan")
    sheet = searching(evening).results.sheet
    assert found(evening) == ["maya"]
    assert sheet.note.accessibleName() == "Nothing exactly like that. Close to it:"


def test_nobody_found_offers_the_walk_in_with_the_name_filled_in(evening):
    search(evening, "Wren Xylo")
    sheet = searching(evening).results.sheet
    assert sheet.note.accessibleName() == "Nobody found for “Wren Xylo”."
    assert sheet.walk_in.accessibleName() == "+ Walk-in “Wren Xylo”"
    press(evening, KEY.Key_Return)
    assert QApplication.focusWidget() is sheet.walk_in
    press(evening, KEY.Key_Return)
    assert isinstance(evening.window.side, WalkInPanel)
    assert evening.window.side.name.text == "Wren Xylo"
    assert not searching(evening).open


def test_a_result_of_another_day_says_when_check_in_opens_and_counts_nobody(evening):
    search(evening, "dan levinsky")
    press(evening, KEY.Key_Down)
    press(evening, KEY.Key_Plus)
    assert evening.said() == "Check-in opens on Tue 24 November."
    assert evening.seat("dan", "spin").shown == NONE


def test_two_results_that_look_alike_are_told_apart_by_their_session_or_booking(made, open_desk):
    """S-21: as on the roster; of one person in two sessions each says which."""
    made.add_session("pottery", title="Pottery", starts_in=timedelta(hours=2))
    twins = (booking(each, "Dana Levi", phone_tail="5553127") for each in ("9f4c", "77aa"))
    made.add_bookings("pottery", *twins)
    desk = open_desk()
    search(desk, "dana")
    facts = [row.facts.accessibleName().split(" · ") for row in searching(desk).results.rows]
    assert sorted(each[:3] for each in facts) == [
        ["…3127", "11:50 Yoga Flow", "booked for 4"],
        ["…3127", "booking …77aa", "14:00 Pottery"],
        ["…3127", "booking …9f4c", "14:00 Pottery"],
    ]


def test_what_changes_elsewhere_is_seen_in_the_results_too(evening):
    search(evening, "dana")
    evening.made.read(RowId("dana", "yoga"), Value(3))
    evening.tell()
    assert searching(evening).results.rows[0].numbers.accessibleName() == "3 of 4 in"


def test_nothing_moves_under_a_finger(evening, qtbot):
    search(evening, "levi")
    dana = searching(evening).results.rows[0]
    QTest.mousePress(dana.plus, Qt.MouseButton.LeftButton)
    evening.made.clock.advance(5)
    evening.made.add_bookings("yoga", booking("ann", "Ann Levi"), booking("dana", "Dana Levi", 4))
    evening.tell()
    assert found(evening)[0] == "dana"
    QTest.mouseRelease(dana.plus, Qt.MouseButton.LeftButton)
    assert evening.seat("dana").shown == Value(1)
    assert found(evening)[0] == "ann"


def test_a_store_that_cannot_be_read_is_said(evening, monkeypatch):
    def shut(*_):
        raise StoreError("The disk is failing.")

    monkeypatch.setattr(searching(evening).search, "find", shut)
    search(evening, "d")
    assert evening.window.off == "The disk is failing."


def test_a01_every_control_of_the_results_has_a_name_and_an_identifier_of_its_own(evening):
    """A-01, T-04: and is at least 44 by 44."""
    search(evening, "levi")
    seen = []
    for button in evening.window.findChildren(QAbstractButton):
        if button.isVisible():
            assert any(c.isalpha() for c in button.accessibleName())
            assert button.objectName() == button.accessibleIdentifier() != ""
            assert min(button.width(), button.height()) >= 44
            seen.append(button.objectName())
    assert len(seen) == len(set(seen)) > 10
    assert searching(evening).field.entry.accessibleName() == "Search name, phone digits or code"


def test_a_pool_of_twenty_rows_serves_every_search(made, open_desk):
    """O-04: at most twenty, used again and again."""
    made.add_bookings("yoga", *(booking(f"g{n:02}", f"Guest {n:02}") for n in range(60)))
    desk = open_desk()
    search(desk, "guest")
    rows = set(searching(desk).results.rows)
    assert len(rows) == 20
    assert searching(desk).results.sheet.more.isVisible()
    press(desk, KEY.Key_Backspace)
    type_(desk, "t 0")
    assert set(searching(desk).results.rows) < rows


def test_who_is_in_sight_is_there_at_once_and_the_others_a_turn_later(made, open_desk):
    """O-04: what is out of sight does not hold up what is in it, and moves nothing of it."""
    made.add_bookings("yoga", *(booking(f"g{n:02}", f"Guest {n:02}") for n in range(60)))
    desk = open_desk()
    field, results = searching(desk).field, searching(desk).results
    for words in ("guest", "gues", "g"):
        field.entry.setText(words)
        at_once = [row.y() for row in results.rows]
        assert len(at_once) == results.in_sight < 20
        QApplication.processEvents()
        assert len(results.rows) == 20
        assert [row.y() for row in results.rows][: len(at_once)] == at_once
        assert results.sheet.walk_in.y() > results.rows[-1].y()
    field.entry.setText("gusst")
    assert not results.rows
    QApplication.processEvents()
    assert searching(desk).results.sheet.note.accessibleName().startswith("Nothing exactly")
    assert len(results.rows) == 20


@pytest.mark.parametrize("size", [(1366, 728), (1920, 1080), (1080, 1920), (896, 480)])
@pytest.mark.parametrize("rtl", [False, True])
def test_the_field_has_room_beside_the_date_and_the_chip(open_desk, size, rtl):
    desk = open_desk(size=size, rtl=rtl, practice=True)
    window, field = desk.window, searching(desk).field
    others = [window.date, window.chip] + ([window.fold, window.foot] if window.compact else [])
    assert not [o for o in others if o.geometry().intersects(field.geometry())]
    assert field.width() >= 44
    press(desk, KEY.Key_F2)
    assert field.width() >= 240
    assert not [o for o in others[:2] if o.geometry().intersects(field.geometry())]


def test_a_booking_of_four_from_a_cold_desk_with_three_keys(made, open_desk):
    """Two letters and Enter."""
    desk = open_desk()
    type_(desk, "le")
    press(desk, KEY.Key_Return)
    assert desk.seat("dana").shown == Value(4)


def test_o04_a_key_is_answered_at_once_among_ten_thousand_bookings(tmp_path, qtbot):
    """O-04: 16 ms by `python -m tests.benchmarks`; here only that it is no other order of size."""
    made = fill_week(tmp_path)
    answer = search_key(made)
    made.store.close()
    assert answer.ours_ms < 20 * max(16.0, answer.bare_ms)
