"""Every sentence that says why Wix is not reached, and what to do about it."""

from __future__ import annotations

from typing import Final

from app.domain.checkup import Hitch
from app.gui.words import left_to_right, say

SET_UP: Final = "turnout --set-up"


def why(hitch: str) -> str:
    """Empty where nothing is known; the diagnostics say the same at length."""
    if not hitch:
        return ""
    stuck = Hitch(hitch)
    return (_on_the_line() | _in_between()).get(stuck, "")


def _on_the_line() -> dict[Hitch, str]:
    return {
        Hitch.OFFLINE: say("No name server answers. Check the cable or the Wi-Fi."),
        Hitch.NO_NAME: say("This network does not know Wix by name. Check the cable or the Wi-Fi."),
        Hitch.NO_ANSWER: say("There is no way to Wix. Check the cable or the Wi-Fi."),
        Hitch.BROKE_OFF: say("The connection to Wix broke off; it is tried again."),
        Hitch.LATE: say("Wix did not answer in time; it is asked again."),
        Hitch.BROKEN: say(
            "Wix has a problem of its own. Look at {page}.", page=left_to_right("status.wix.com")
        ),
    }


def _in_between() -> dict[Hitch, str]:
    """What stands between this computer and Wix, and is somebody's to put right."""
    return {
        Hitch.NOT_TLS: _network_page(),
        Hitch.PORTAL: _network_page(),
        Hitch.CERTIFICATE: say(
            "Something on the way looks into the connection. Use another network, or ask whoever "
            "runs this one for its certificate."
        ),
        Hitch.CERTIFICATE_TIME: say(
            "The certificate of Wix is not valid at this computer’s time. Set date and time."
        ),
        Hitch.PROXY_SIGN_IN: _proxy_signs_in(),
        Hitch.PROXY_REFUSES: say(
            "The proxy refuses the way to Wix. Ask whoever runs this network to allow it."
        ),
        Hitch.BLOCKED: say("The way to Wix is blocked. Ask whoever runs this network to allow it."),
        Hitch.SETTINGS: " ".join(
            (say("The proxy or certificate settings of this computer are wrong."), more())
        ),
        Hitch.NOT_WIX: say(
            "What answers is not Wix. Check the address and the proxy in Network settings: "
            "{command}.",
            command=left_to_right(SET_UP),
        ),
    }


def _proxy_signs_in() -> str:
    return say(
        "The proxy asks for a name and a password. Put them into {setting}, or type another "
        "proxy into Network settings: {command}.",
        setting=left_to_right("HTTPS_PROXY"),
        command=left_to_right(SET_UP),
    )


def more() -> str:
    return say("The diagnostics, F12, say what to do.")


def throttled() -> str:
    return say(
        "Wix asks to wait: there are too many requests for this site. It goes on by itself within "
        "a minute or so; check-ins are saved on this computer meanwhile."
    )


def _network_page() -> str:
    return say(
        "A page of this network answers in place of Wix. Open a browser and sign in to the network."
    )
