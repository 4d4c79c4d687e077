"""Outages to practise with: whoever started the site asks for them, one line of JSON each."""

import json

from app.demo.faults import Fault, Faults

_REFUSED = ("attendance.set", "not_found"), ("attendance.bulk_set", "item_error")
OUTAGES: dict[str, tuple[Fault, ...]] = {
    "normal": (),
    "unplugged": (Fault("unplug"),),
    "slow": (Fault("slow", delay_s=4.0),),
    "refusing": tuple(Fault(kind, match, code="BOOKING_NOT_FOUND") for match, kind in _REFUSED),
}
LONGEST = 4096


class Listener:
    """Takes what comes in pieces, and obeys each whole line; what is no command changes nothing."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._rest = b""

    def hear(self, piece: bytes) -> None:
        """One outage takes the place of the other; what is under way ends."""
        *lines, rest = (self._rest + piece).split(b"\n")
        self._rest = rest[-LONGEST:]
        for line in lines:
            outage = _outage(line)
            if outage is not None:
                self._faults.clear()
                self._faults.release()
                self._faults.add(*outage)


def _outage(line: bytes) -> tuple[Fault, ...] | None:
    try:
        asked = json.loads(line)
    except ValueError:
        return None
    wanted = asked.get("practise") if isinstance(asked, dict) else None
    return OUTAGES.get(wanted) if isinstance(wanted, str) else None
