"""The figures of a proof, each beside its limit: printed by the test, and kept by the long run."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

Number = int | float


@dataclass(frozen=True, slots=True)
class Figure:
    """`total`: of several runs the figures are added up; else the worst of them counts."""

    what: str
    found: Number
    limit: Number | None = None
    total: bool = True
    at_least: bool = False

    def plus(self, other: Figure) -> Figure:
        """Both in one: the limit of a sum is the sum of the limits, as far as it counts upwards."""
        limit = self.limit
        if self.at_least and limit is not None and other.limit is not None and self.total:
            limit += other.limit
        worst = min if self.at_least else max
        both = self.found, other.found
        found = sum(both) if self.total else worst(both)
        return Figure(self.what, found, limit, self.total, self.at_least)

    @property
    def bound(self) -> str:
        if self.limit is None:
            return ""
        if not self.limit and not self.at_least:
            return "none"
        return f"{'at least' if self.at_least else 'at most'} {shown(self.limit)}"

    def __str__(self) -> str:
        bound = f" ({self.bound})" if self.limit else ""
        return f"{shown(self.found)} {self.what}{bound}"


@dataclass
class Figures:
    """What one test found. A figure over its limit is noted first, and fails the test then."""

    found: list[Figure] = field(default_factory=list)
    seeds: list[int] = field(default_factory=list)

    def tell(self, what: str, found: Number, *, total: bool = True) -> None:
        """A figure without a limit."""
        self.found.append(Figure(what, found, total=total))

    def none(self, what: str, found: int) -> None:
        """There must not be one."""
        self._note(Figure(what, found, 0))

    def most(self, what: str, found: Number, limit: Number) -> None:
        self._note(Figure(what, found, limit, total=False))

    def least(self, what: str, found: Number, limit: Number) -> None:
        self._note(Figure(what, found, limit, at_least=True))

    def _note(self, figure: Figure) -> None:
        self.found.append(figure)
        limit = figure.limit or 0
        held = figure.found >= limit if figure.at_least else figure.found <= limit
        assert held, str(self)

    def as_json(self) -> dict[str, Any]:
        return {"found": [asdict(each) for each in self.found], "seeds": self.seeds}

    def __str__(self) -> str:
        return ", ".join(map(str, self.found))


def shown(number: Number) -> str:
    """Thousands apart; of what is measured, two places."""
    return f"{number:,.2f}" if isinstance(number, float) else f"{number:,}"
