"""Notes for the day: one short line on a booking, here and nowhere else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checkin.handover import Handover
from app.checkin.handover_file import write
from app.checkin.notes import Notes
from app.domain.errors import Refusal
from app.domain.notes import MOST, note_of
from tests.checkin.test_desk import DANA, NOA, refused
from tests.desks import booking, make_desk

HOSTILE = "<b>Bob</b> & 'x'; DROP TABLE ops; --"


@pytest.fixture
def notes(made):
    return Notes(made.store, made.clock)


def note(made, row=DANA):
    return next(each.note for each in made.desk.roster("yoga").rows if each.row == row)


def test_a_note_is_on_its_row_alone_and_still_there_after_a_restart(made, notes, tmp_path):
    assert notes.write(DANA, "  brings her own mat ") == ""
    assert (note(made), note(made, NOA)) == ("brings her own mat", "")
    again = make_desk(tmp_path, clock=made.clock)
    assert note(again) == "brings her own mat"
    again.store.close()


def test_what_is_written_takes_the_place_of_what_stood_there(made, notes):
    notes.write(DANA, "one")
    assert notes.write(DANA, "two") == "one"
    assert notes.write(DANA, " ") == "two"
    assert note(made) == ""
    assert notes.write(DANA, "") == ""


def test_hostile_words_are_words(made, notes):
    notes.write(DANA, HOSTILE)
    assert note(made) == HOSTILE
    assert made.desk.arrive(DANA).row.note == HOSTILE


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\nb\tc", "a b c"),
        ("\u202eevil\u202c \u2067x\u2069", "evil x"),
        ("nul\x00 and \x1b[31m", "nul and [31m"),
        ("half \ud83d of a pair", "half of a pair"),
        ("👩\u200d👧 יעל", "👩\u200d👧 יעל"),
    ],
)
def test_nothing_in_it_turns_the_words_around_it(made, notes, typed, kept):
    notes.write(DANA, typed)
    assert note(made) == kept


@given(st.text(max_size=MOST))
def test_any_text_is_one_line_that_can_be_kept_and_is_the_same_when_written_again(typed):
    words = note_of(typed)
    words.encode()
    assert "\n" not in words
    assert note_of(words) == words


def test_two_hundred_characters_and_no_more(made, notes):
    notes.write(DANA, "x" * MOST)
    refused("at most 200 characters", notes.write, DANA, "x" * (MOST + 1))
    assert note(made) == "x" * MOST


def test_a_booking_that_nobody_knows_takes_no_note(notes):
    with pytest.raises(Refusal, match="not loaded"):
        notes.write(DANA._replace(booking_id="nobody"), "x")


def test_a_note_is_no_op_and_waits_for_nothing(made, notes):
    before = made.store.journal.last_seq()
    notes.write(DANA, "x")
    assert made.store.journal.last_seq() == before
    assert made.desk.status().tally.unsent == 0
    assert made.woken == []


def test_a_note_is_not_in_what_is_handed_over(made, notes, tmp_path):
    made.desk.arrive(DANA)
    notes.write(DANA, "only here")
    write(tmp_path / "out.jsonl", Handover(made.store, made.clock, "site").export())
    lines = (tmp_path / "out.jsonl").read_text("utf-8")
    assert "only here" not in lines
    assert all(json.loads(line) for line in lines.splitlines())


def test_it_is_forgotten_with_its_day_and_leaves_the_file_too(made, notes, tmp_path):
    notes.write(DANA, "a word that nobody needs tomorrow")
    made.clock.advance(11 * 3600)
    notes.forget_past()
    assert note(made) != ""
    made.clock.advance(3600)
    notes.forget_past()
    notes.forget_past()
    assert note(made) == ""
    for file in tmp_path.glob("turnout.sqlite3*"):
        assert b"nobody needs tomorrow" not in file.read_bytes()


def test_a_note_on_a_session_over_midnight_stays_until_that_is_over(tmp_path):
    made = make_desk(tmp_path, zone="Asia/Jerusalem")
    made.clock.wall = made.clock.wall.replace(hour=21)  # 23:00 there
    made.add_session("late")
    [row] = made.add_bookings("late", booking("dana"))
    notes = Notes(made.store, made.clock)
    made.clock.advance(3600)
    notes.write(row, "after midnight")
    made.add_session("late", starts_in=-made.clock.now().resolution)
    made.add_bookings("late", booking("dana"))
    notes.forget_past()
    assert made.desk.roster("late").rows[0].note == "after midnight"
    made.store.close()
