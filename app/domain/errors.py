"""The few errors of the program, each with its verdict.

TurnoutError                    everything we foresee; str() is one sentence for a person
├── Refusal                     a rule of the desk says no; nothing was recorded
├── StoreError                  this computer cannot keep what was done
│   ├── Unwritable              nothing can be kept; what was kept before may still be read
│   ├── FileError               a file that somebody named; the store is as it was
│   └── NewerStore              the folder was written by a newer version
└── SiteError                   the site did not do what was asked
    ├── Unreachable             as offline: try again later
    │   ├── NotSent             ... and the request certainly never left
    │   ├── Throttled           ... not before `retry_after_s`; it was not applied
    │   └── OverBudget          ... our own brake: never asked
    ├── NotAllowed              everything pauses: credentials, permissions
    │   └── NoBookingsApp       428: Wix Bookings is not on this site
    └── RowRefused              this request for good, others may pass
        ├── NotFound            404
        └── Stale               409: read again
"""

from __future__ import annotations


class TurnoutError(Exception):
    """Foreseen; its text is one sentence that may be shown."""


class Refusal(TurnoutError):
    """A rule of the desk refuses this; nothing was recorded."""


class StoreError(TurnoutError):
    """This computer's store cannot be read or written."""


class Unwritable(StoreError):
    """The disk or the folder takes no more; what lies there may still be read."""


class FileError(StoreError):
    """A file that somebody named cannot be read or written; nothing else is amiss."""


class NewerStore(StoreError):
    """The store was written by a newer version of the program."""


class SiteError(TurnoutError):
    """The site did not do what was asked. `request_id` is Wix's own, for its support."""

    def __init__(self, text: str, *, code: str = "", request_id: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.request_id = request_id


class Unreachable(SiteError):
    """As offline. The request may have been applied all the same."""


class NotSent(Unreachable):
    """No connection came about, so the request was certainly not applied."""


class Throttled(Unreachable):
    """429. It was not applied; nothing may be sent for `retry_after_s`."""

    def __init__(self, text: str, *, retry_after_s: float, request_id: str = "") -> None:
        super().__init__(text, code="429", request_id=request_id)
        self.retry_after_s = retry_after_s


class OverBudget(NotSent):
    """Our own share of requests is used up for now; one may go in `free_in_s`."""

    def __init__(self, free_in_s: float) -> None:
        super().__init__("Waiting for the next minute's requests.")
        self.free_in_s = free_in_s


class NotAllowed(SiteError):
    """401, or 403 with a reason: nothing of its kind will pass until a person acts."""


class NoBookingsApp(NotAllowed):
    """428 without a booking code: Wix Bookings is not installed on the site."""


class RowRefused(SiteError):
    """Refused for good: 400, 404, 405, 409, 410, 422, 501."""


class NotFound(RowRefused):
    """404."""


class Stale(RowRefused):
    """409: somebody else changed it; read again."""
