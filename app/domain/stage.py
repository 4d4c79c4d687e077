"""How far a walk-in has come on its way to a booking in Wix."""

from enum import StrEnum


class Stage(StrEnum):
    """How far a walk-in has come. `CREATING` and `CONFIRMING`: asked for, and no answer known."""

    NEW = "new"
    CREATING = "creating"
    CREATED = "created"
    CONFIRMING = "confirming"
    IN_WIX = "in_wix"
    LOCAL = "local"

    @property
    def pending(self) -> bool:
        """Nothing of the row may be sent yet: its booking is still to be made."""
        return self not in (Stage.IN_WIX, Stage.LOCAL)

    @property
    def in_doubt(self) -> bool:
        return self in (Stage.CREATING, Stage.CONFIRMING)
