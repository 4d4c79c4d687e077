"""The value of a seat row: nobody yet, a no-show, or so many people in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Value:
    """Exactly one of *none*, *no-show* and *n people in*; an inconsistent pair cannot be made.

    Wix stores a status and a number side by side and checks neither against the other, so the
    pair is closed here: `NOT_ATTENDED` never carries a number, `ATTENDED` never less than one.
    """

    count: int = 0
    no_show: bool = False

    def __post_init__(self) -> None:
        if self.count < 0 or (self.no_show and self.count):
            raise ValueError(f"not a value of a row: {self.count} in, no-show {self.no_show}")

    @property
    def is_none(self) -> bool:
        return not self.no_show and self.count == 0

    def plus(self, people: int) -> Value:
        """So many more (or, negative, fewer) people; a no-show who arrives starts from nobody."""
        if self.no_show and people <= 0:
            return self
        return Value(max(0, self.count + people))

    def __str__(self) -> str:
        return "no-show" if self.no_show else str(self.count)


NONE: Final = Value()
NO_SHOW: Final = Value(no_show=True)
