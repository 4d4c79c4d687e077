"""Which people of a session a tab lists."""

from collections.abc import Sequence
from enum import Enum

from app.domain.roster import SeatRow


class Tab(Enum):
    NOT_HERE = "not_here"
    HERE = "here"
    NO_SHOW = "no_show"
    ALL = "all"

    def lists(self, row: SeatRow) -> bool:
        """A party that is partly in is both here and not here yet."""
        match self:
            case Tab.NOT_HERE:
                return (
                    not row.shown.no_show and row.missing > 0 and (row.expected or row.not_in_wix)
                )
            case Tab.HERE:
                return row.shown.count > 0
            case Tab.NO_SHOW:
                return row.shown.no_show
            case Tab.ALL:
                return True

    def people(self, rows: Sequence[SeatRow]) -> int:
        """People, not bookings: the first three always add up to the last."""
        match self:
            case Tab.NOT_HERE:
                return sum(row.missing for row in rows if self.lists(row))
            case Tab.HERE:
                return sum(row.shown.count for row in rows)
            case Tab.NO_SHOW:
                return sum(row.party for row in rows if row.shown.no_show)
            case Tab.ALL:
                parts = (Tab.NOT_HERE, Tab.HERE, Tab.NO_SHOW)
                return sum(part.people(rows) for part in parts)
