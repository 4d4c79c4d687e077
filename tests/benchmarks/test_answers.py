"""A desk with forty sessions and five hundred bookings answers at once, with other days beside."""

import pytest

from tests.benchmarks.answers import fill_week, plus_and_minus, search_key, session_switch

pytestmark = pytest.mark.alone


def tell(figures, what, answer, limit_ms):
    figures.tell(f"ms for {what}, median", answer.ours_ms, total=False)
    figures.tell("ms for the same frames alone, 95 of 100", answer.bare_slow_ms, total=False)
    figures.most(f"ms for {what}, 95 of 100", answer.slow_ms, answer.limit_ms(limit_ms))


def test_o04_another_session_and_a_tap(tmp_path, qtbot, figures):
    """O-04: the switch at most 150 ms and + and − at most 50 ms, 95 of 100."""
    for name in ("switch", "tap"):
        (tmp_path / name).mkdir()
    tell(figures, "another session", session_switch(tmp_path / "switch", 40), 150.0)
    tell(figures, "+ and −", plus_and_minus(tmp_path / "tap", 100), 50.0)


def test_o04_a_key_of_the_search(tmp_path, qtbot, figures):
    """O-04: a key of the search is painted within 16 ms at ten thousand bookings, 95 of 100."""
    made = fill_week(tmp_path)
    answer = search_key(made)
    made.store.close()
    tell(figures, "a key of the search", answer, 16.0)
