"""Every sentence of the diagnostics around what the check-up itself has found."""

from __future__ import annotations

from app.domain.checkup import Finding, Trouble
from app.gui.words import count, joined, say


def diagnostics() -> str:
    return say("Diagnostics")


def asking() -> str:
    return say("Asking Wix…")


def all_is_well() -> str:
    return say("Everything that check-in needs is there.")


def to_put_right(lines: int) -> str:
    return count(
        "1 thing to put right. It stands first, with what to do.",
        "%n things to put right. They stand first, with what to do.",
        lines,
    )


def check_again() -> str:
    return say("Check again")


def copy_report() -> str:
    return say("Copy report")


def copied() -> str:
    return say("Copied. The report names no client and no key.")


def state(trouble: Trouble | None) -> str:
    """The word beside the sign."""
    if trouble is None:
        return say("OK")
    return say("Not known") if trouble is Trouble.UNKNOWN else say("To put right")


def check(finding: Finding) -> str:
    """What was looked at; a permission by its name in the Wix dashboard, in every language."""
    kind, _, which = finding.check.partition(": ")
    known = {
        "screen": say("Screen"),
        "storage": say("Storage"),
        "disk space": say("Disk space"),
        "secret store": say("Secret store"),
        "network": say("Network"),
        "clock": say("Clock"),
        "credentials": say("Credentials"),
        "permission": say("Permission"),
        "permissions": say("Permissions"),
        "day": say("Today"),
        "readiness": say("Readiness"),
        "queue": say("Queue"),
        "attention": say("Needs attention"),
        "last sync": say("Last sync"),
        "duplicates": say("Duplicates"),
    }
    return joined(known.get(kind, kind), which)
