"""Every setting has a default, a range, and one form in a file."""

from datetime import time

import pytest

from app.domain.settings import RANGES, Cue, Order, ScanTo, Settings, Theme, in_file

USUAL = Settings()
CHANGED = Settings(
    Theme.SCHEDULE, time(18, 30), time(6, 5), 200, True, False, False, False, False, False, True,
    0, True, time(20), time(8), "he", "en-GB", 30, True, 365, "~", 8, ScanTo.KIOSK,
    Order.ARRIVAL,
)  # fmt: skip


def test_what_is_written_is_read_again_setting_by_setting():
    read = USUAL
    for name, value in CHANGED._asdict().items():
        assert value != getattr(USUAL, name), "the test is to change every one of them"
        read = read.with_value(name, in_file(value))
    assert read == CHANGED
    assert [type(value) for value in read] == [type(value) for value in CHANGED]


@pytest.mark.parametrize("name", RANGES)
def test_a_number_keeps_to_its_range(name):
    least, most = RANGES[name][0], RANGES[name][-1]
    for fits in (least, most, getattr(USUAL, name)):
        assert getattr(USUAL.with_value(name, fits), name) == fits
    for odd in (least - 1, most + 1, str(least), True, None, float(least)):
        with pytest.raises(ValueError, match=f"{name} may not be"):
            USUAL.with_value(name, odd)


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("theme", "sepia"),
        ("theme", 1),
        ("scan_to", "cellar"),
        ("language", "xx"),
        ("language", None),
        ("region", "no such place"),
        ("region", "x" * 21),
        ("region", 5),
        ("scan_prefix", "123456789"),
        ("scan_prefix", "\n"),
        ("scan_prefix", "é"),
        ("reduce_motion", 1),
        ("sounds", "yes"),
        ("dark_from", 19),
        ("dark_from", "24:00"),
        ("dark_from", "later"),
        ("dark_from", ""),
    ],
)
def test_what_a_setting_may_not_be_is_refused(name, odd):
    with pytest.raises(ValueError, match=f"{name} may not be"):
        USUAL.with_value(name, odd)


def test_there_is_no_setting_of_another_name():
    with pytest.raises(KeyError):
        USUAL.with_value("speed", 5)


def test_a_time_of_day_is_kept_to_the_minute():
    assert USUAL.with_value("dark_from", time(18, 30, 59)).dark_from == time(18, 30)
    assert USUAL.with_value("dark_from", "8:05").dark_from == time(8, 5)


@pytest.mark.parametrize(
    ("start", "until", "now", "dark"),
    [
        ("19:00", "07:00", "18:59", False),
        ("19:00", "07:00", "19:00", True),
        ("19:00", "07:00", "00:00", True),
        ("19:00", "07:00", "06:59", True),
        ("19:00", "07:00", "07:00", False),
        ("09:00", "17:00", "08:59", False),
        ("09:00", "17:00", "12:00", True),
        ("09:00", "17:00", "17:00", False),
        ("09:00", "09:00", "09:00", False),
    ],
)
def test_the_schedule_may_go_over_midnight(start, until, now, dark):
    settings = USUAL.with_value("dark_from", start).with_value("dark_until", until)
    assert settings.dark_at(time.fromisoformat(now)) is dark


def test_o02_a_cue_is_heard_only_where_nothing_silences_it():
    """O-02: the setting silences every cue, and each cue can be silenced alone."""
    noon, night = time(12), time(23)
    for cue in Cue:
        assert USUAL.plays(cue, scanned=True, now=noon)
        assert not USUAL.plays(cue, scanned=False, now=noon)  # by hand: off unless asked for
        for name, value in (
            ("sounds", False),
            ("volume", 0),
            ("sound_scans", False),
            (f"sound_{cue.value}", False),
        ):
            assert not USUAL.with_value(name, value).plays(cue, scanned=True, now=noon)
        assert USUAL.with_value("sound_hand", True).plays(cue, scanned=False, now=noon)
        quiet = USUAL.with_value("quiet_hours", True)
        assert quiet.plays(cue, scanned=True, now=noon)
        assert not quiet.plays(cue, scanned=True, now=night)
    assert USUAL.with_value("sound_error", False).plays(Cue.SUCCESS, scanned=True, now=noon)
