"""Telling a scanner from a hand, and a booking's code from any other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.burst import LONGEST, Burst, Bursts, End, Stroke
from app.domain.scan import AGAIN_MS, ALPHABET, Code, Judge, Verdict, code_in, short_code

DANA = "1b4ee5d3-9f36-4c27-8f4e-0a7f6c2d9e11"
SITE = "aa0e0b7c-1d52-4c88-9f0f-3b6a7a9d2c40"


def typed(text, gap_ms, end, after_ms=None):
    """Type it key by key, and say what the detector makes of it."""
    bursts = Bursts()
    for at, char in enumerate(text):
        bursts.type(Stroke(char, char, at * gap_ms))
    last = (len(text) - 1) * gap_ms
    return bursts.end(end, last + (gap_ms if after_ms is None else after_ms))


@given(st.text(ALPHABET, min_size=4, max_size=60), st.sampled_from(End))
def test_x04_ten_milliseconds_a_key_is_always_a_scan(text, end):
    """X-04: a burst at 10 ms/key always is."""
    assert typed(text, 10, end).text == text


@given(st.text(min_size=1, max_size=60), st.sampled_from(End))
def test_x04_a_hand_at_120_milliseconds_never_is(text, end):
    """X-04: human typing at 120 ms/key is never taken as a scan."""
    assert typed(text, 120, end) is None


@pytest.mark.parametrize(
    ("keys", "gap_ms", "end", "after_ms", "scan"),
    [
        (4, 80, End.ENTER, 80, True),
        (4, 80, End.TAB, 80, True),
        (3, 10, End.ENTER, 10, False),  # too few
        (4, 80, End.ENTER, 81, False),  # an Enter that took its time is a finger's
        (4, 81, End.ENTER, 10, False),
        (4, 50, End.SILENCE, 100, True),
        (7, 51, End.SILENCE, 100, False),  # a quick typist pausing after a run of keys
        (6, 50, End.ENTER, 95, True),  # nobody keeps that up for six keys
    ],
)
def test_where_a_scan_ends_and_a_hand_begins(keys, gap_ms, end, after_ms, scan):
    assert (typed("A" * keys, gap_ms, end, after_ms) is not None) is scan


def test_what_came_before_a_pause_is_no_part_of_a_scan():
    bursts = Bursts()
    bursts.type(Stroke("x", "x", 0))
    for at, char in enumerate("WX-1234"):
        bursts.type(Stroke(char, char, 81 + at * 10))
    burst = bursts.end(End.ENTER, 151)
    assert (burst.text, burst.raw, burst.gaps_ms) == ("WX-1234", "WX-1234", (10,) * 6)
    assert bursts.keys == 0


def test_a_clock_that_goes_back_ends_a_run():
    bursts = Bursts()
    bursts.type(Stroke("x", "x", 50))
    assert not bursts.goes_on(49)


def test_once_sure_it_stays_a_scan_whatever_its_pace_becomes():
    bursts = Bursts()
    for at in range(6):
        assert not bursts.sure
        bursts.type(Stroke("A", "A", at * 10))
    assert bursts.sure
    for at in range(1, 40):
        bursts.type(Stroke("A", "A", 50 + at * 80))
    assert bursts.last_ms == 50 + 39 * 80
    assert bursts.end(End.SILENCE, 10_000) is not None
    assert not bursts.sure


def test_how_few_keys_make_a_scan_can_be_said():
    bursts = Bursts(least=3)
    for at in range(3):
        bursts.type(Stroke("A", "A", at * 10))
    assert bursts.end(End.ENTER, 30).text == "AAA"


def test_of_an_endless_burst_only_the_beginning_is_kept():
    burst = typed("A" * 500, 10, End.ENTER)
    assert burst.too_long
    assert len(burst.strokes) == LONGEST
    assert Judge().judge(burst, 0).verdict is Verdict.TOO_LONG


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (DANA, Code((DANA,))),
        (DANA.upper(), Code((DANA,))),
        (f"https://studio.example/b/{DANA}?site={SITE.upper()}", Code((DANA, SITE))),
        (f"HTTP://STUDIO.EXAMPLE/{DANA.upper()}", Code((DANA,))),
        ("https://studio.example/b/", None),
        (f"see {DANA}", None),
        (DANA[:-1], None),
        ("ABC234", Code(short="ABC234")),
        ("abc-234", Code(short="ABC234")),
        (" ABC234", Code(short="ABC234")),
        ("ABC210", None),  # no 1 and no 0 in a code
        ("WX-1234", None),
        ("ABC23", None),
        ("4006381333931", None),
        ("", None),
    ],
)
def test_what_is_a_code_of_a_booking(text, code):
    assert code_in(text) == code


def test_x09_capslock_changes_nothing():
    """X-09: CapsLock on / lower-case code decodes to the same booking."""
    for code in (DANA, short_code(DANA), f"https://studio.example/{DANA}"):
        for typed_as in (code, code.lower(), code.upper(), code.swapcase()):
            assert code_in(typed_as).names(DANA)


def test_a_short_code_is_the_same_everywhere_and_in_the_alphabet():
    assert short_code(DANA) == short_code(DANA.upper()) == "AQNAXP"
    assert len({short_code(f"{n:032x}") for n in range(3_000)}) > 2_990
    assert not Code(short=short_code(DANA)).names(SITE)
    assert not Code((SITE,)).names(DANA)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fuss(text):
    code = code_in(text)
    assert code is None or bool(code.ids) != bool(code.short)


def burst(text):
    return Burst(tuple(Stroke(c, c, n * 10.0) for n, c in enumerate(text)), End.ENTER)


def test_x06_the_same_code_within_three_seconds_counts_once():
    """X-06: same code within 3 s gives one result; after 3.1 s another."""
    judge = Judge()
    assert judge.judge(burst(DANA), 0).verdict is Verdict.CODE
    assert judge.judge(burst(DANA), AGAIN_MS).verdict is Verdict.AGAIN
    assert judge.judge(burst(DANA), 3_100).verdict is Verdict.CODE
    assert judge.judge(burst(SITE), 3_200).verdict is Verdict.CODE
    assert judge.judge(burst("hello"), 3_300).verdict is Verdict.NO_CODE


def test_with_a_prefix_set_only_what_begins_with_it_is_read():
    judge = Judge("~")
    assert judge.judge(burst(f"~{DANA}"), 0) == (
        burst(f"~{DANA}"), Verdict.CODE, Code((DANA,)),
    )  # fmt: skip
    assert judge.judge(burst(DANA), 0).verdict is Verdict.NO_PREFIX
