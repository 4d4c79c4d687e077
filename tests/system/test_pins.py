"""The staff PIN as it is kept: a salted, slow hash that opens for the PIN and for nothing else."""

import time

import pytest

from app.domain.pin import is_pin
from app.system.pins import opens, seal


def test_it_opens_for_the_pin_alone_and_is_never_the_same_twice():
    sealed, again = seal("042917"), seal("042917")
    assert sealed != again
    assert "042917" not in sealed
    assert opens("042917", sealed)
    assert opens("042917", again)
    assert not opens("042918", sealed)
    assert not opens("", sealed)


def test_to_guess_all_of_them_takes_hours():
    """As fast as this computer can: a million guesses, at more than 10 ms each."""
    began = time.process_time()
    seal("000000")
    assert time.process_time() - began > 0.010


@pytest.mark.parametrize(
    "sealed",
    ["", "$", "042917", "scrypt-1-1$00$00", "scrypt-32768-8$xx$00", "scrypt-32768-8$00$zz"],
)
def test_what_cannot_be_read_opens_for_nobody(sealed):
    assert not opens("042917", sealed)


@pytest.mark.parametrize(
    ("text", "fits"), [("042917", True), ("04291", False), ("04291７", False), ("04291²", False)]
)
def test_a_pin_is_six_digits_of_any_number_pad(text, fits):
    assert is_pin(text) is fits
