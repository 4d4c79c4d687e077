"""Rules by which the site misbehaves on request, from Python or from a file."""

import json
import random
import threading
from collections.abc import Iterable
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

# Kinds that decide the answer: the first rule of these that hits ends the search.
STATUSES = {
    "throttle": 429,
    "error_500": 500,
    "error_503": 503,
    "error_504": 504,
    "empty_403": 403,
    "denied": 403,
    "unauthenticated": 401,
    "not_found": 404,
    "method_not_allowed": 405,
    "not_implemented": 501,
    "precondition": 428,
}
ENDING = frozenset({*STATUSES, "drop", "lose_answer", "apply_late", "html"})
# Kinds that change an answer; several of these may hit one request.
CHANGING = frozenset(
    {
        *("slow", "stale", "cut_json", "missing_members", "unknown_members"),
        *("undetailed", "item_error"),
    }
)
KINDS = ENDING | CHANGING | {"unplug"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule.

    `match` is a pattern for the operation ("attendance.*") or, with a leading slash, the path.
    `after` lets that many matching requests pass first; then it hits `times` times, or always.
    """

    kind: str
    match: str = "*"
    times: int | None = None
    probability: float = 1.0
    delay_s: float = 0.0
    retry_after_s: int | None = None
    after: int = 0
    code: str = "INTERNAL"
    booking_id: str = ""
    members: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of fault: {self.kind}")

    def matches(self, operation: str, path: str) -> bool:
        """Whether the rule is about this request."""
        return fnmatchcase(path if self.match.startswith("/") else operation, self.match)


class _Rule:
    """A fault with what is left of it."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.skips = fault.after
        self.left = fault.times

    def hits(self, draw: random.Random) -> bool:
        if self.left == 0:
            return False
        if self.skips:
            self.skips -= 1
            return False
        if draw.random() >= self.fault.probability:
            return False
        if self.left is not None:
            self.left -= 1
        return True


class Faults:
    """The rules in force, in the order they were added; thread safe."""

    def __init__(self, seed: int = 0) -> None:
        self._draw = random.Random(seed)
        self._changed = threading.Condition()
        self._rules: list[_Rule] = []
        self._hits: dict[str, int] = {}
        self._released = 0
        self._late = 0

    def add(self, *faults: Fault) -> None:
        """Put rules in force."""
        with self._changed:
            self._rules.extend(map(_Rule, faults))
            self._changed.notify_all()

    def clear(self) -> None:
        """Behave from now on; what is under way stays so."""
        with self._changed:
            self._rules.clear()
            self._changed.notify_all()

    def seed(self, seed: int) -> None:
        """Start the draw for probabilities anew."""
        with self._changed:
            self._draw.seed(seed)

    def load(self, file: Path) -> None:
        """Add the rules of a JSON file: a list, or {"seed": n, "faults": [...]}."""
        content = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            self.seed(int(content.get("seed", 0)))
            content = content["faults"]
        self.add(*map(fault_of, content))

    @property
    def unplugged(self) -> bool:
        """Whether every connection is refused now."""
        with self._changed:
            return any(rule.fault.kind == "unplug" for rule in self._rules)

    def take(self, operation: str, path: str) -> list[Fault]:
        """The faults that hit this request: changing ones, and at most one ending one, last."""
        hit: list[Fault] = []
        with self._changed:
            for rule in self._rules:
                kind = rule.fault.kind
                if kind == "unplug" or not rule.fault.matches(operation, path):
                    continue
                if rule.hits(self._draw):
                    hit.append(rule.fault)
                    if kind != "slow":
                        self._count(kind)
                    if kind in ENDING:
                        break
            self._changed.notify_all()
        return hit

    def hits(self, kind: str) -> int:
        """How often faults of a kind have hit; a slow one when its answer is ready and waits."""
        with self._changed:
            return self._hits.get(kind, 0)

    def wait_for(self, kind: str, hits: int = 1, timeout_s: float = 10.0) -> bool:
        """Wait until faults of a kind have hit so often."""
        with self._changed:
            return self._changed.wait_for(lambda: self._hits.get(kind, 0) >= hits, timeout_s)

    def release(self) -> None:
        """End every delay that is under way now."""
        with self._changed:
            self._released += 1
            self._changed.notify_all()

    def hold(self, fault: Fault) -> None:
        """Keep back an answer that is ready; whoever waits for the hit may release it at once."""
        with self._changed:
            self._count(fault.kind)
            self._changed.notify_all()
            self.delay(fault.delay_s)

    def delay(self, delay_s: float) -> None:
        """Wait so long, or until released."""
        with self._changed:
            begun = self._released
            until = None if delay_s == float("inf") else max(0.0, delay_s)
            self._changed.wait_for(lambda: self._released != begun, until)

    def late_write_begins(self) -> None:
        """A write will be applied after its connection is gone."""
        with self._changed:
            self._late += 1

    def late_write_ends(self) -> None:
        """It has been applied."""
        with self._changed:
            self._late -= 1
            self._changed.notify_all()

    def wait_for_late_writes(self, timeout_s: float = 10.0) -> bool:
        """Wait until every late write has been applied."""
        with self._changed:
            return self._changed.wait_for(lambda: self._late == 0, timeout_s)

    def _count(self, kind: str) -> None:
        self._hits[kind] = self._hits.get(kind, 0) + 1


def fault_of(content: dict[str, Any]) -> Fault:
    """A fault from its JSON form."""
    unknown = set(content) - {field.name for field in fields(Fault)}
    if unknown:
        raise ValueError(f"unknown members of a fault: {', '.join(sorted(unknown))}")
    members: Iterable[str] = content.get("members", ())
    return Fault(**{**content, "members": tuple(members)})
