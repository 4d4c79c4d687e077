"""turnout: check people in to Wix Bookings sessions, with or without the internet.

main, cli ──> everything
gui ──> checkin ──> storage ──> domain
        sync ──> storage, wix ──> domain          system, demo ──> (not imported by the core)

domain    what a session, a booking and a check-in are; stdlib only, no I/O, no clock
storage   the database on this machine; the only importer of apsw
wix       the service over HTTP; the only importer of httpx and pydantic
checkin   what a person at the desk or the kiosk can do; no Qt, no HTTP
sync      carries the journal to the service and its news back; one background thread
demo      a stand-in for the service; imports nothing of app
system    the machine: folders, secrets, logs, lock, clock
gui       the windows; the only importer of PySide6
"""

__version__ = "0.1.0"
