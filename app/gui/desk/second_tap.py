"""The second tap of a finger that tapped twice: what stands under it by then was not meant."""

from __future__ import annotations

import time
from typing import Final

from app.domain.model import RowId
from app.gui.desk.row_view import Act

TURNED: Final = frozenset((Act.CHECK_IN_REST, Act.UNDO))
"""The row's own button does the one, and stands for the other right behind it."""


class SecondTap:
    """Within `guard_ms` behind one of them the other is not done on the same row."""

    def __init__(self, guard_ms: int) -> None:
        self._guard_s = guard_ms / 1000
        self._last: tuple[RowId, Act, float] | None = None

    def takes(self, row: RowId, act: Act) -> bool:
        """Whether this act is only the rest of the last one; any other is the last from now on."""
        now, last = time.monotonic(), self._last
        if last is not None and act in TURNED:
            before, done, at = last
            if before == row and done in TURNED - {act} and now - at < self._guard_s:
                return True
        self._last = row, act, now
        return False
