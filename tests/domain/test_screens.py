"""How large a screen is: what is typed, what systems tell of it, and what they make up."""

import pytest

from app.domain.screens import inches_in, inches_told


@pytest.mark.parametrize(
    ("told", "inches"),
    [
        ((1366, 768, 310, 174), 14.0),
        ((3840, 2160, 597, 336), 27.0),
        ((1080, 1920, 293, 521), 23.5),
        ((1920, 1080, 0, 0), 0.0),  # a projector, or a screen without a word about itself
        ((1920, 1080, 160, 90), 0.0),  # an aspect ratio in place of a size: 306 ppi
        ((1920, 1080, 1600, 900), 0.0),  # the same: 30 ppi
        ((1024, 768, 61, 46), 0.0),
    ],
)
def test_what_can_hardly_be_is_not_believed(told, inches):
    assert inches_told(*told) == inches


@pytest.mark.parametrize(
    ("typed", "inches"),
    [
        ("14", 14.0),
        ('15,6"', 15.6),
        (" 27 Zoll ", 27.0),
        ("60 cm", 23.6),
        ("10.1 inches", 10.1),
        ("3", None),  # a watch
        ("400", None),  # in another unit, or a slip
        ("1920x1080", None),
        ("large", None),
        ("", None),
    ],
)
def test_a_diagonal_is_typed_in_inches_or_with_its_unit(typed, inches):
    assert inches_in(typed) == inches
