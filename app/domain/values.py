"""The value of a seat row: nobody yet, a no-show, or so many people in."""

from typing import Final, NamedTuple, Self


class _Pair(NamedTuple):
    count: int  # type: ignore[assignment] # a tuple's own count is of no use here
    no_show: bool


class Value(_Pair):
    """Exactly one of *none*, *no-show* and *n people in*; an inconsistent pair cannot be made.

    Wix stores a status and a number side by side and checks neither against the other, so the
    pair is closed here: `NOT_ATTENDED` never carries a number, `ATTENDED` never less than one.
    """

    __slots__ = ()

    def __new__(cls, count: int = 0, no_show: bool = False) -> Self:
        if count < 0 or (no_show and count):
            raise ValueError(f"not a value of a row: {count} in, no-show {no_show}")
        return super().__new__(cls, count, no_show)

    @property
    def is_none(self) -> bool:
        return not self.no_show and self.count == 0

    def plus(self, people: int) -> "Value":
        """So many more (or, negative, fewer) people; a no-show who arrives starts from nobody."""
        if self.no_show and people <= 0:
            return self
        return Value(max(0, self.count + people))

    def __str__(self) -> str:
        return "no-show" if self.no_show else str(self.count)


NONE: Final = Value()
NO_SHOW: Final = Value(no_show=True)
