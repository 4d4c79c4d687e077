"""Which of many cases every run has, and which only the long one: `some(CASES, one_in=5)`."""

from collections.abc import Iterable
from typing import Any

import pytest


def some(cases: Iterable[Any], one_in: int, first: int = 0) -> list[Any]:
    """Every case as a parameter; but for one in `one_in` from the `first`, marked as long.

    A product of lists keeps each member of each list if `one_in` divides none of their lengths.
    """
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=() if number % one_in == first else pytest.mark.long,
        )
        for number, case in enumerate(cases)
    ]
