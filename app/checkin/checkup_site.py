"""What the questions to the site have found, in words, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.domain.checkup import Asked, Finding, Hitch, SiteReport, Trouble, Way

CLOCK_OFF_S: Final = 300.0
"""As the banner of the desk."""

AGAIN: Final = "Put right what is named above, then run turnout doctor again."
CHECK_AGAIN: Final = "Put right what is named above, then check again."
ROUTER: Final = "Check the cable or the Wi-Fi of this computer."
FIREWALL: Final = "Ask whoever runs this network to let turnout reach {host}."
NEW_KEY: Final = (
    "Make a key in the Wix account of the site's owner, at manage.wix.com/account/api-keys, "
    "and copy it whole."
)
APP: Final = "Check the app's ID, secret and instance ID, and that it is installed on the site."
NO_KEY: Final = "Not asked: there is no key."
NOTHING: Final = (
    "The key may do nothing on this site (403): it is for another one, or the site ID is."
)
NOTHING_FOR_APP: Final = "The app may do nothing on this site (403)."
SITE_ID: Final = (
    "Copy the site ID from the dashboard's address, after /dashboard/, and make the key "
    "in the account of the site's owner."
)
TRUST: Final = (
    "If this network does that on purpose, save its CA as a file and name it in Network settings "
    "(turnout --set-up) or SSL_CERT_FILE; else use another network."
)
INSTALL: Final = (
    "Add it from the site's App Market. If it is there, the site ID is another site's: "
    "it is in the dashboard's address, after /dashboard/."
)
TICK_FOR_APP: Final = (
    "Add “{name}” to the app's permissions where it was made, and let the site's owner agree to it."
)
TICK: Final = "In the Wix dashboard, API Keys, give this key the permission “{name}”."

_WAYS: Final[dict[Hitch, tuple[str, str]]] = {
    Hitch.OFFLINE: ("This computer is offline: no name server answers for {there}.", ROUTER),
    Hitch.NO_NAME: (
        "No name server of this network knows {there}.",
        (
            f"{ROUTER} Then check the spelling of what stands in Network settings "
            "(turnout --set-up), TURNOUT_API_URL and HTTPS_PROXY."
        ),
    ),
    Hitch.NO_ANSWER: ("There is no connection to {there}.", f"{ROUTER} {FIREWALL}"),
    Hitch.BROKE_OFF: ("The connection to {there} broke off.", f"Try again. {FIREWALL}"),
    Hitch.LATE: ("{host} did not answer in time.", "Try again in a minute."),
    Hitch.NOT_TLS: (
        "What answers in place of {host} does not speak TLS.",
        f"Open a browser and sign in to this network if it asks. {FIREWALL}",
    ),
    Hitch.CERTIFICATE: (
        "The certificate of {host} is not to be trusted: something on the way looks into it.",
        TRUST,
    ),
    Hitch.CERTIFICATE_TIME: (
        "The certificate of {host} is not valid at the time of this computer.",
        "Set this computer's date and time, best by itself from the internet.",
    ),
    Hitch.PROXY_SIGN_IN: (
        "The proxy {there} asks for a name and a password (407).",
        (
            "Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT. "
            "A proxy that asks for none can be typed into Network settings (turnout --set-up)."
        ),
    ),
    Hitch.PROXY_REFUSES: ("The proxy {there} refuses the way to {host}.", FIREWALL),
    Hitch.SETTINGS: (
        "The proxy or certificate settings of this computer cannot be used.",
        (
            "Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and "
            "TURNOUT_API_URL where they are set."
        ),
    ),
    Hitch.PORTAL: (
        "A page of this network answers in place of {host}.",
        "Open a browser, sign in to the network, then try again.",
    ),
    Hitch.BLOCKED: ("The request was blocked on the way to {host} (403 without a word).", FIREWALL),
    Hitch.NOT_WIX: (
        "The answer is not from Wix.",
        (
            "Check the address and the proxy in Network settings (turnout --set-up), and "
            "TURNOUT_API_URL and HTTPS_PROXY where they are set."
        ),
    ),
    Hitch.BROKEN: ("Wix has a problem of its own.", "Wait, and look at status.wix.com."),
    Hitch.THROTTLED: (
        "Wix asks to wait: there are too many requests for this site (429).",
        "Wait a minute. If it comes back, close other programs that use this site's key.",
    ),
}


def of_site(report: SiteReport, way: Way) -> Iterator[Finding]:
    """Network, clock, credentials, and a line for each permission."""
    stopped = report.stopped_by
    yield _network(stopped, way)
    yield _clock(report.clock_off_s)
    yield _credentials(report, way)
    if stopped is Hitch.NO_BOOKINGS:
        detail = "Wix Bookings is not on this site (428)."
        yield Finding("Wix Bookings", detail, INSTALL, Trouble.NOT_ALLOWED)
    if is_foreign(report):
        return
    answered = report.asked if stopped is None else report.asked[:-1]
    yield from (_permission(each, way) for each in answered)
    if stopped is not None:
        words = "The others were not asked." if answered else "Not asked."
        yield _unknown("permissions", words)


def is_foreign(report: SiteReport) -> bool:
    """The key is known, but may do nothing at all: that is seldom about its permissions."""
    return all(each.hitch is Hitch.NO_PERMISSION for each in report.asked)


def _unknown(check: str, words: str) -> Finding:
    return Finding(check, words, AGAIN, Trouble.UNKNOWN, CHECK_AGAIN)


def _network(stopped: Hitch | None, way: Way) -> Finding:
    if stopped in _WAYS:
        detail, advice = (
            each.format(there=way.proxy or way.host, host=way.host) for each in _WAYS[stopped]
        )
        return Finding("network", detail, advice, Trouble.UNREACHABLE)
    return Finding("network", _answers(way))


def _answers(way: Way) -> str:
    """Each a whole sentence: one in pieces could be said in no other language."""
    if way.proxy and way.ca_file:
        return (
            f"{way.host} answers, by the proxy {way.proxy}, with the authorities of {way.ca_file}."
        )
    if way.proxy:
        return f"{way.host} answers, by the proxy {way.proxy}."
    if way.ca_file:
        return f"{way.host} answers, with the authorities of {way.ca_file}."
    return f"{way.host} answers."


def _clock(off_s: float | None) -> Finding:
    if off_s is None:
        return _unknown("clock", "Not compared: Wix was not reached.")
    if abs(off_s) <= CLOCK_OFF_S:
        return Finding("clock", "This computer and Wix tell the same time.")
    minutes = round(abs(off_s) / 60)
    words = f"This computer's clock is {minutes} minutes {'slow' if off_s > 0 else 'fast'}."
    advice = "Set its date and time, best by itself from the internet. Check-in goes on meanwhile."
    return Finding("clock", words, advice, Trouble.OTHER)


def _credentials(report: SiteReport, way: Way) -> Finding:
    stopped = report.stopped_by
    if not way.has_key:
        words = "Not asked: there is no secret of the app." if way.by_app else NO_KEY
        return Finding("credentials", words, APP if way.by_app else NEW_KEY, Trouble.UNKNOWN)
    if stopped is Hitch.KEY:
        words = report.asked[-1].words
        advice = APP if words else NEW_KEY
        words = words or "Wix does not accept the key of this site (401)."
        return Finding("credentials", words, advice, Trouble.NOT_ALLOWED)
    if stopped is not None and len(report.asked) == 1 and stopped is not Hitch.NO_BOOKINGS:
        return _unknown("credentials", "Not asked.")
    if is_foreign(report):
        words, advice = (NOTHING_FOR_APP, APP) if way.by_app else (NOTHING, SITE_ID)
        return Finding("credentials", words, advice, Trouble.NOT_ALLOWED)
    if way.by_app:
        return Finding("credentials", "Wix accepts the app on this site.")
    return Finding("credentials", "Wix accepts the key and the site ID.")


def _permission(asked: Asked, way: Way) -> Finding:
    check = f"permission: {asked.permission.name} ({asked.permission.purpose})"
    match asked.hitch:
        case None:
            return Finding(check, "Given.")
        case Hitch.NO_PERMISSION:
            words, tick = "The key does not have it (403).", TICK
            if way.by_app:
                words, tick = "The app does not have it (403).", TICK_FOR_APP
            advice = tick.format(name=asked.permission.name)
            return Finding(check, words, advice, Trouble.NOT_ALLOWED)
    words = f"Wix did not take the question; its number is {asked.request_id or 'unknown'}."
    return Finding(check, words, "Look for a newer version of turnout.", Trouble.OTHER)
