"""Every duration of the desk in one place, so that tests can shorten them."""

from typing import NamedTuple


class Timings(NamedTuple):
    """Milliseconds where the name does not say otherwise."""

    row_stays: int = 1_200
    snackbar: int = 10_000
    sending_after: int = 1_000
    sending_at_least: int = 400
    waiting_after: int = 1_000
    found_said: int = 700
    second_tap: int = 500
    restart_told: int = 300_000
    look_again: int = 20_000
    out_of_date_s: float = 300.0
    clock_off_s: float = 300.0
