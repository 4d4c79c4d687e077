"""Every sentence of the first run: what is asked for, and what to do when it is not right."""

from __future__ import annotations

from typing import Final

from app.domain.errors import NotSent, SiteError, Throttled
from app.domain.trial import Cause, Need, Trial
from app.gui import text
from app.gui.words import count, iso, joined, left_to_right, say

KEYS: Final = "manage.wix.com/account/api-keys"

# As Wix names them, in every language: they are to be found again in its list.
PERMISSIONS: Final = {
    Need.SITE: "Read site, business, and email details",
    Need.SESSIONS: "Read Calendar",
    Need.BOOKINGS: "Read Bookings - Including Participants",
    Need.CHECKED_IN: "Read Bookings - Including Participants",
    Need.CHECKING_IN: "Manage Bookings",
}


def step_of(step: int, steps: int) -> str:
    return say("Step {step} of {steps}", step=step, steps=steps)


def back() -> str:
    return say("Back")


def go_on() -> str:
    return say("Go on")


def try_demo() -> str:
    return say("Try the demo site")


def connect_title() -> str:
    return say("Connect your Wix site")


def connect_intro() -> str:
    return say(
        "Paste two things from Wix. The key is kept in this computer’s secret store, "
        "never in a file."
    )


def site_id() -> str:
    return say("Site ID, or the address of the site’s dashboard")


def site_id_hint() -> str:
    return say(
        "Open the site’s dashboard in a browser and copy its address: {address}",
        address=left_to_right("manage.wix.com/dashboard/…"),
    )


def key() -> str:
    return say("API key")


def key_hint() -> str:
    named = dict.fromkeys(PERMISSIONS[need] for need in reversed(Need))
    return say(
        "The owner of the site makes it at {address}, with these permissions: {permissions}.",
        address=left_to_right(KEYS),
        permissions="; ".join(left_to_right(each) for each in named),
    )


def key_is_kept() -> str:
    return say("This computer has the key of this site. Paste another one only to change it.")


def test() -> str:
    return say("Test connection")


def testing() -> str:
    return say("Testing…")


def test_first() -> str:
    return say("Test the connection first.")


def no_site_id() -> str:
    return say("Paste the site ID, or the address of the site’s dashboard.")


def not_a_site_id() -> str:
    return say(
        "There is no site ID in this. It is 36 letters, digits and dashes long, "
        "and stands in the dashboard’s address after {place}.",
        place=left_to_right("/dashboard/"),
    )


def no_key() -> str:
    return say("Paste the API key.")


def key_is_a_site_id() -> str:
    return say(
        "This is a site ID, not a key. The key is longer, and comes from {address}.",
        address=left_to_right(KEYS),
    )


def went_wrong() -> str:
    return say("Something went wrong in turnout itself. Nothing was kept; test again.")


def need(need: Need) -> str:
    return {
        Need.SITE: say("The site’s name and time zone"),
        Need.SESSIONS: say("Today’s sessions"),
        Need.BOOKINGS: say("Who booked"),
        Need.CHECKED_IN: say("Who is checked in"),
        Need.CHECKING_IN: say("Checking people in"),
    }[need]


def works() -> str:
    return say("Works")


def not_asked() -> str:
    return say("Not tested yet")


def tick(need: Need) -> str:
    return say("Tick in Wix: {permission}", permission=left_to_right(PERMISSIONS[need]))


def not_kept(why: str) -> str:
    return say("The connection works, but the key could not be kept. {why}", why=text.told(why))


def everything_works() -> str:
    return say("Everything works.")


def what_to_do(trial: Trial) -> str:
    """What is wrong with the connection as a whole, and what puts it right."""
    if trial.cause is Cause.NO_ANSWER:
        return _no_answer(trial.failed[-1])
    return {
        Cause.NONE: everything_works,
        Cause.WRONG_KEY: wrong_key,
        Cause.WRONG_SITE: wrong_site,
        Cause.NO_BOOKINGS: no_bookings,
        Cause.NOT_ALLOWED: not_allowed,
        Cause.REFUSED: refused,
    }[trial.cause]()


def wrong_key() -> str:
    return say(
        "Wix does not know this key. Copy all of it once more from {keys}; "
        "a key that was deleted there needs a new one.",
        keys=left_to_right(KEYS),
    )


def wrong_site() -> str:
    return say(
        "This key may do nothing on this site. Check the site ID. If it is right, give the "
        "key access to this site at {keys}, and tick what is named below.",
        keys=left_to_right(KEYS),
    )


def no_bookings() -> str:
    return say(
        "Wix Bookings is not on this site. Check the site ID, "
        "or add Wix Bookings in the site’s dashboard; then test again."
    )


def not_allowed() -> str:
    return say(
        "The key lacks a permission. Edit it at {keys}: tick what is named below, save, "
        "and test again.",
        keys=left_to_right(KEYS),
    )


def refused() -> str:
    return say("Wix did not accept a question of turnout. Test again in a few minutes.")


def _no_answer(error: SiteError) -> str:
    if isinstance(error, Throttled):
        return say("Wix asks to wait a moment. Test again in a minute.")
    if isinstance(error, NotSent):
        return say(
            "{what} Check this computer’s network, then test again.", what=text.told(str(error))
        )
    if error.code == "NOT_FROM_WIX":
        return say(
            "The answer was not from Wix. This network may want you to sign in: "
            "open any page in a browser, then test again."
        )
    if error.code == "403":
        return say(
            "The request was blocked on the way to Wix. "
            "Ask whoever looks after this network to allow {host}.",
            host=left_to_right("www.wixapis.com"),
        )
    return say("{what} Test again in a few minutes.", what=text.told(str(error)))


def proof_title() -> str:
    return say("Is this your site?")


def proof_intro() -> str:
    return say("This is what Wix says just now. Go back if it is another site.")


def today(trial: Trial) -> str:
    if not trial.sessions:
        return say("No sessions today")
    sessions = count("1 session", "%n sessions", trial.sessions)
    bookings = count("1 booking", "%n bookings", trial.bookings)
    if trial.sessions > trial.counted:
        return say(
            "Today: {sessions}, {bookings} in the first {most}",
            sessions=sessions,
            bookings=bookings,
            most=trial.counted,
        )
    return say("Today: {sessions}, {bookings}", sessions=sessions, bookings=bookings)


def nameless() -> str:
    return say("A site without a name")


def zone_of(trial: Trial) -> str:
    zone = trial.facts.zone if trial.facts else ""
    if not zone:
        return ""
    return say("Time zone: {zone}", zone=left_to_right(zone))


def is_mine() -> str:
    return say("Yes, go on")


def use_title() -> str:
    return say("This computer is")


def reception() -> str:
    return say("Reception")


def reception_means() -> str:
    return say("Staff check people in, with keyboard, mouse or touch.")


def kiosk() -> str:
    return say("Kiosk")


def kiosk_means() -> str:
    return say("Visitors check themselves in.")


def both() -> str:
    return say("Both screens")


def both_means() -> str:
    return say("Reception on one screen, kiosk on the other.")


def kiosk_later() -> str:
    return _later(kiosk_means())


def both_later() -> str:
    return _later(both_means())


def _later(means: str) -> str:
    return joined(iso(say("Comes in a later version")), iso(means))


def open_desk() -> str:
    return say("Open the desk")
