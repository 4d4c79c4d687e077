"""Before this computer forgets a site: nothing that it alone knows goes without the export (I17).

Signing out, a change of site and a reset all ask here. What may be forgotten is said by a `Permit`;
there is none while something is only here, but for what a file now holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.checkin.handover import Handover
from app.domain.clock import Clock
from app.domain.errors import Refusal
from app.domain.model import Seq
from app.storage.store import Store

MEANWHILE = "Somebody was counted on this computer meanwhile; nothing was forgotten."


@dataclass(frozen=True, slots=True)
class Permit:
    """To forget what was done up to an op. `exported`: a file holds what was only here."""

    upto: Seq
    exported: bool = False


class Leaving:
    """On one site's store, on the desk's thread."""

    def __init__(self, store: Store, clock: Clock, site_id: str) -> None:
        self._store = store
        self._clock = clock
        self._site_id = site_id

    def only_here(self) -> int:
        """How many rows of rosters only this computer knows in full, refused and kept ones too."""
        return self._store.forgetting().only_here()

    def permit(self) -> Permit | None:
        """None while something is only here."""
        with self._store.transaction():
            upto = self._store.journal.last_seq()
            return None if self.only_here() else Permit(upto)

    def export(self, file: Path, *, hand_over: bool = True) -> Permit:
        """Hand over what is unsent, into a new file that holds all the rest too.

        Without `hand_over` the file is a copy, and what is unsent is sent from here all the same.
        Both or neither: where the file or the store cannot be written, nothing has changed. Raises
        `StoreError`, and `Refusal` where there is a file of that name.
        """
        handover = Handover(self._store, self._clock, self._site_id)
        return Permit(handover.write(file, retire=hand_over).upto, exported=True)

    def forget(self, permit: Permit) -> None:
        """Forget everything. Raises `Refusal` where something came since the permit."""
        with self._store.transaction():
            newer = self._store.journal.last_seq() > permit.upto
            if newer or (self.only_here() and not permit.exported):
                raise Refusal(MEANWHILE)
            self._store.forgetting().everything()
        self._store.tidy()
