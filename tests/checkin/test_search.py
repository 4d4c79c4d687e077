"""Who is found by what, in which session, and that the store is asked whenever it changed."""

from datetime import timedelta

import pytest

from app.checkin.search import MOST, Findings, Search
from app.checkin.walk_ins import WalkIns
from app.domain.model import BookingStatus, RowId
from app.domain.scan import short_code
from app.domain.values import Value
from app.domain.walk_ins import Stage, WalkIn
from tests.desks import booking, make_desk

GUID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2bd4c7"


@pytest.fixture
def evening(tmp_path):
    """Yoga now, pottery later, a class tomorrow, one that was yesterday."""
    made = make_desk(tmp_path)
    made.add_session("yoga")
    made.add_bookings(
        "yoga",
        booking("dana", "Dana Levi", 4, phone_tail="5553127"),
        booking("elodie", "Élodie Brûlé", phone_tail="5559004"),
        booking("yael", "יָעֵל לוין", phone_tail="5551190"),
        booking("ahmad", "أحمد الكريم", phone_tail="5554410"),
        booking(GUID, "Łukasz Żółty", phone_tail=""),
    )
    made.add_session("pottery", title="Pottery", starts_in=timedelta(hours=2))
    made.add_bookings(
        "pottery",
        booking("tom", "Tom Levi", phone_tail="5553127"),
        booking("gone", "Gil Levi", status=BookingStatus.CANCELED),
        booking("jl", "Jean-Luc Martin", phone_tail="5550000"),
    )
    made.add_session("done", title="Early", starts_in=timedelta(hours=-5))
    made.add_bookings("done", booking("early", "Early Levi", phone_tail="5551111"))
    made.add_session("spin", title="Spin", starts_in=timedelta(days=1))
    made.add_bookings("spin", booking("dan", "Dan Levinsky", phone_tail="5552222"))
    made.add_session("far", title="Far", starts_in=timedelta(days=9))
    made.add_bookings("far", booking("farl", "Far Levi", phone_tail="5552223"))
    yield made
    made.store.close()


@pytest.fixture
def search(evening):
    return Search(evening.store, evening.desk.now)


def ids(found):
    return [each.seat.row.booking_id for each in found]


def names(search, typed, here="yoga"):
    return ids(search.find(typed, here).all)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("elod", ["elodie"]),
        ("BRULE elodie", ["elodie"]),
        ("יעל", ["yael"]),
        ("לוינ", ["yael"]),
        ("احمد", ["ahmad"]),
        ("lukasz", [GUID]),
        ("9004", ["elodie"]),
        ("+972 55 555-9004", ["elodie"]),
        ("d4c7", [GUID]),
        (GUID.upper(), [GUID]),
        (f"https://studio.example/checkin?b={GUID}", [GUID]),
        (short_code(GUID), [GUID]),
        (f" {short_code('jl')[:3].lower()}-{short_code('jl')[3:]} ", ["jl"]),
        ("jeanluc", ["jl"]),
        ("luc martin", ["jl"]),
        ("ukas", [GUID]),
        ("far", []),
        ("gil", []),
        ("  ", []),
    ],
)
def test_s15_found_by_name_phone_and_code(search, typed, found):
    """S-15: whatever the script and the spelling; not beyond a week, nor who cancelled."""
    assert names(search, typed) == found


def test_s15_the_session_that_is_open_comes_first_then_today_then_other_days(search):
    """S-15: "levi" and "3127", by where they are expected; what is over comes behind."""
    found = search.find("levi", "yoga")
    assert (ids(found.here), ids(found.today), ids(found.days)) == (
        ["dana"],
        ["tom", "early"],
        ["dan"],
    )
    found = search.find("3127", "yoga")
    assert (ids(found.here), ids(found.today), ids(found.days)) == (["dana"], ["tom"], [])
    assert ids(search.find("levi", "pottery").here) == ["tom"]
    assert ids(search.find("levi", None).here) == []


def test_s15_a_walk_in_is_found_by_its_code_of_before_and_after_it_came_to_wix(evening, search):
    """S-15: whatever code of it was copied, said or scanned."""
    walk_ins = WalkIns(evening.store, evening.clock, lambda: None)
    row = walk_ins.add("yoga", "Wren", "wren@example.org", "").row.row
    before = short_code(row.booking_id)
    assert names(search, before) == [row.booking_id]
    there = GUID.replace("0a1b", "ffff")
    with evening.store.transaction():
        evening.store.walk_ins.name_in_wix(WalkIn(row, Stage.CREATED), there, "1")
    for code in (short_code(there), there, there[-4:], row.booking_id[-4:]):
        assert row.booking_id in names(search, code)


def test_where_a_word_begins_so_comes_before_where_one_only_holds_it(evening, search):
    evening.add_bookings("yoga", booking("a", "Ann Alevin"), booking("b", "Zoe Levin"))
    assert names(search, "levi")[:2] == ["b", "a"]


def test_a_phone_that_ends_so_comes_before_a_name_that_holds_the_digits(evening, search):
    evening.add_bookings(
        "yoga", booking("a", "Guest 3127", phone_tail=""), booking("b", "Zoe", phone_tail="5553127")
    )
    assert ids(search.find("3127", "yoga").here) == ["b", "a"]


def test_the_first_are_those_that_the_whole_begins_with(search):
    """O-04: who is in sight at once, the others and the close ones in another go."""
    whole = search.find("levi", "yoga")
    assert (len(whole.all), whole.unread) == (4, False)
    for many in (1, 2, 3):
        first = search.find("levi", "yoga", many)
        assert (first.all, first.unread) == (whole.all[:many], True)
    assert search.find("levi", "yoga", 4) == whole
    assert search.find("dana levii", "yoga", 4) == Findings(unread=True)
    assert search.find("dana levii", "yoga").close


def test_only_one_here_is_meant_beyond_doubt(evening, search):
    assert search.find("levi", "yoga").only_one_here.seat.name == "Dana Levi"
    assert search.find("dana levii", "yoga").close
    assert search.find("dana levii", "yoga").only_one_here is None
    evening.add_bookings("yoga", booking("a", "Ann Levi"), booking("b", "Zoe Levi"))
    assert search.find("levi", "yoga").only_one_here is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("danna levi", ["dana"]),
        ("tmo", []),
        ("marten", ["jl"]),
        ("elodei brule", ["elodie"]),
        ("levinksy", ["dan"]),
        ("zoltzy", [GUID]),
        ("qqqqqq", []),
        ("qq", []),
        ("9999", []),
    ],
)
def test_s15_where_nothing_is_exactly_like_it_the_closest_are_found(search, typed, found):
    """S-15: a slip of the finger or of the ear; never for digits, nor for a letter or two."""
    got = search.find(typed, "yoga")
    assert ids(got.all) == found
    assert got.close is bool(found)


def test_at_most_twenty_rows_and_some_of_every_group(evening, search):
    evening.add_bookings("yoga", *(booking(f"a{n:02}", f"Levi {n:02}") for n in range(40)))
    evening.add_bookings("pottery", *(booking(f"b{n:02}", f"Levi {n:02}") for n in range(40)))
    found = search.find("levi", "yoga")
    assert (len(found.here), len(found.today), len(found.days)) == (15, 4, 1)
    assert len(found.all) == MOST
    assert found.more
    assert not search.find("levi 07", "yoga").more


def test_what_is_shown_is_read_from_the_database(evening, search):
    search.find("dana", "yoga")
    evening.desk.arrive(RowId("dana", "yoga"), 3)
    [found] = search.find("dana", "yoga").here
    assert found.seat.shown == Value(3)
    assert found.session.title == "Yoga Flow"


def test_a_changed_roster_is_read_again_and_no_other(evening, search):
    assert names(search, "ruth") == []
    evening.clock.advance(10)
    evening.add_bookings("pottery", booking("tom", "Thomas Levi"), booking("ruth", "Ruth Adler"))
    evening.clock.advance(10)
    before = {part.session.event_id: part for part in search._index.parts()}
    assert (names(search, "ruth"), names(search, "thomas")) == (["ruth"], ["tom"])
    evening.desk.arrive(RowId("dana", "yoga"), 1)
    again = {part.session.event_id: part for part in search._index.parts()}
    assert [e for e in before if again[e].entries is not before[e].entries] == []


def test_a_session_that_was_renamed_or_moved_is_told_as_it_is_now(evening, search):
    assert search.find("tom", "yoga").today[0].session.title == "Pottery"
    with evening.store.transaction():
        session = evening.store.days.session("pottery")
        evening.store.days._put_session(session._replace(title="Clay"))
    assert search.find("tom", "yoga").today[0].session.title == "Clay"


def test_a_roster_written_twice_within_a_second_is_not_missed(evening, search):
    evening.add_bookings("pottery", booking("r1", "Ruth Adler"))
    assert names(search, "ruth") == ["r1"]
    evening.add_bookings("pottery", booking("r1", "Naomi Adler"))
    assert (names(search, "ruth"), names(search, "naomi")) == ([], ["r1"])


def test_a_walk_in_is_found_until_it_is_taken_back(evening, search):
    search.find("dana", "yoga")
    walk_ins = WalkIns(evening.store, evening.clock, lambda: None)
    recorded = walk_ins.add("yoga", "Wren Walkin")
    assert names(search, "wren") == [recorded.row.row.booking_id]
    evening.desk.undo(recorded.op_id)
    assert names(search, "wren") == []


def test_a_row_that_was_found_is_known_by_its_ids(search):
    results = search.find("elodie", "yoga")
    [elodie] = results.here
    assert results.of(elodie.seat.row) is elodie
    assert results.of(RowId("dana", "yoga")) is None


def test_the_days_move_with_the_clock(evening, search):
    assert ids(search.find("levinsky", None).days) == ["dan"]
    evening.clock.advance(86_400)
    assert ids(search.find("levinsky", None).today) == ["dan"]
    assert ids(search.find("elodie", None).days) == ["elodie"]
    evening.clock.advance(86_400)
    assert search.find("elodie", None).all == ()


def test_names_are_read_ahead_a_few_sessions_at_a_time(evening, search):
    for n in range(12):
        evening.add_session(f"more{n}", starts_in=timedelta(hours=-6))
    assert search.read_some()  # what compares names comes first
    assert search.read_some()
    assert not search.read_some()
    assert names(search, "dana") == ["dana"]


def test_before_the_site_told_its_zone_the_day_is_the_computers(evening):
    with evening.store.transaction():
        evening.store.days.forget_fact("zone")
    search = Search(evening.store, evening.desk.now)
    assert ids(search.find("dana", "yoga").here) == ["dana"]
