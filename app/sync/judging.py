"""What may still move a row on the server, or hide it from a read: gathered for each read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.model import Attempt, EventId, Mode, RowId
from app.storage.store import Store
from app.sync.ages import Ages
from app.sync.coordination import Coordination
from app.sync.taking import NOBODY, Lately, Lower


class Judging:
    """Knows how far a read can be believed, alone and among several devices."""

    def __init__(self, store: Store, ages: Ages, coordination: Coordination) -> None:
        self._store = store
        self._ages = ages
        self._coordination = coordination

    def of_read(self, events: Sequence[EventId], began: float) -> Callable[[RowId], Lately]:
        """For each row of a read begun then."""
        ghosts = self._ages.ghosts(self._store)
        old = self._ages.old(self._store, began)
        lapsed = self._store.shadows.lapsed(events)
        shared = self._coordination.mode is not Mode.ALONE
        shows_all = self._coordination.shows_all(began)
        lately = self._store.audits.counted_lately(events) if shared else set()

        def of_row(row: RowId) -> Lately:
            mine = ghosts.get(row, [])
            found = Lately(
                mine,
                self._ages.are_spent(row, began),
                old.get(row, NOBODY),
                quiet=began >= self._ages.quiet_at(row),
                lapsed=lapsed.get(row, NOBODY),
            )
            if not shared:
                return found
            return self._among_several(
                row, found, began, shows_all=shows_all, counted=row in lately
            )

        return of_row

    def _among_several(
        self, row: RowId, found: Lately, began: float, *, shows_all: bool, counted: bool
    ) -> Lately:
        """In the own window a read shows all that others wrote: nothing in it is old."""
        sure = shows_all and self._ages.is_unwritten(row, began)
        old = NOBODY if sure else found.old
        lower = Lower.DOUBTED if counted else Lower.TAKEN
        return found._replace(
            old=old,
            unsure={each.attempt_id for each in found.ghosts if self._is_unsure(each, began)},
            lower=Lower.LAGGING if old else lower,
        )

    def _is_unsure(self, attempt: Attempt, began: float) -> bool:
        return not self._coordination.is_only_writer(self._ages.sent_at(attempt), began)
