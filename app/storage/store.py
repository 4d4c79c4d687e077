"""One thread's handle on the store of one site: the journal, the shadows, the day, the view."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.ids import new_id
from app.domain.model import DeviceId
from app.storage.audits import Audits
from app.storage.database import Database
from app.storage.days import Days
from app.storage.handed import HandedOver
from app.storage.journal import Journal
from app.storage.notes import Notes
from app.storage.other_days import OtherDays
from app.storage.shadows import Shadows
from app.storage.view import View
from app.storage.walk_ins import WalkIns

if TYPE_CHECKING:
    from app.storage.activity import ActivityLog
    from app.storage.first_bookings import FirstBookings
    from app.storage.forgetting import Forgetting
    from app.storage.past import Past

Version = tuple[int, int, int]
"""Which connection, what others committed, what it wrote: equal means that nothing changed."""

FILE_NAME = "turnout.sqlite3"


class Store:
    """Each thread opens its own; nothing of it is shared.

    With `may_read` it opens even where nothing can be written, to show what was known last.
    """

    def __init__(self, path: Path, *, vfs: str | None = None, may_read: bool = False) -> None:
        self._database = Database(path, vfs=vfs, may_read=may_read)
        self._device: DeviceId | None = None
        self.journal = Journal(self._database)
        self.shadows = Shadows(self._database)
        self.days = Days(self._database)
        self.other_days = OtherDays(self.days)
        self.audits = Audits(self._database)
        self.handed_over = HandedOver(self._database)
        self.walk_ins = WalkIns(self._database)
        self.notes = Notes(self._database)
        self.view = View(self._database)

    def transaction(self) -> AbstractContextManager[None]:
        return self._database.transaction()

    @property
    def data_version(self) -> int:
        """Changes when another thread or process has committed."""
        return self._database.data_version

    @property
    def version(self) -> Version:
        """Changes with every write, whoever made it."""
        return self._database.opened, self._database.data_version, self._database.written

    @property
    def written(self) -> tuple[int, int]:
        """Changes with every write of this handle."""
        return self._database.opened, self._database.written

    @property
    def shut(self) -> str:
        """Why it was opened only to be read; empty else, and once it is opened for writing."""
        return self._database.shut

    def device_id(self) -> DeviceId:
        """This device's name in the journal, made at the first question."""
        if self._device is None:
            known = self.days.fact("device_id")
            if known is None:
                with self.transaction():
                    known = self.days.fact("device_id") or new_id()
                    self.days.keep_fact("device_id", known)
            self._device = DeviceId(known)
        return self._device

    @property
    def activity(self) -> ActivityLog:
        # Imported here: nobody looks back before the first paint.
        from app.storage.activity import ActivityLog  # noqa: PLC0415

        return ActivityLog(self._database)

    @property
    def first_bookings(self) -> FirstBookings:
        # Imported here: nobody is asked about before the first paint.
        from app.storage.first_bookings import FirstBookings  # noqa: PLC0415

        return FirstBookings(self._database)

    def forgetting(self) -> Forgetting:
        # Imported here: nobody forgets anything before the first paint.
        from app.storage.forgetting import Forgetting  # noqa: PLC0415

        return Forgetting(self._database)

    def past(self) -> Past:
        from app.storage.past import Past  # noqa: PLC0415 - as above

        return Past(self._database)

    def tidy(self) -> None:
        """What was forgotten is gone from the disk too."""
        self._database.tidy()

    def close(self) -> None:
        self._database.close()
