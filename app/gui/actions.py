"""What the window may ask of the program beyond the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.domain.model import RowId


class WindowActions(NamedTuple):
    """`resolve(row, people)` answers a conflict; less than 0 people is a no-show.

    Without it a conflict is shown, but not offered for a decision.
    """

    sync_now: Callable[[], None]
    resolve: Callable[[RowId, int], object] | None = None
