"""One request on its way through the site, with everything an operation may need."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from app.demo.clock import Clock
from app.demo.errors import Json
from app.demo.quirks import Quirks
from app.demo.records import Records
from app.demo.state import State


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: an API key or an app; without a permission set, one that may do everything."""

    name: str
    permissions: frozenset[str] | None = None

    def may(self, *any_of: str) -> bool:
        """Whether one of these permissions is held (or none is needed)."""
        return self.permissions is None or not any_of or bool(self.permissions & set(any_of))


@dataclass(frozen=True, slots=True)
class ItemFault:
    """What goes wrong with entries of a bulk call: a code, or no detail at all."""

    code: str
    booking_id: str
    detailed: bool

    def hits(self, booking_id: str) -> bool:
        """Whether it is about this booking."""
        return self.booking_id in ("", booking_id)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the site that operations share."""

    state: State
    clock: Clock
    quirks: Quirks
    records: Records


@dataclass(frozen=True, slots=True)
class Call:
    """A decoded request."""

    parts: Parts
    caller: Caller
    ids: tuple[str, ...] = ()
    params: Json = field(default_factory=dict)
    body: Json = field(default_factory=dict)
    as_of: float | None = None
    item_fault: ItemFault | None = None

    @property
    def id(self) -> str:
        """The id in the path."""
        return unquote(self.ids[0])

    def all(self, kind: str) -> list[Json]:
        """Every document of a kind, as this request may see it."""
        return self.parts.state.all(kind, self.as_of)

    def get(self, kind: str, id_: str) -> Json | None:
        """One document, as this request may see it."""
        return self.parts.state.get(kind, id_, self.as_of)


Operation = Callable[[Call], Json]
