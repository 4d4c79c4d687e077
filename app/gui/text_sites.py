"""Every sentence about which site this computer is for."""

from __future__ import annotations

from app.gui.words import say


def sites() -> str:
    return say("Sites")


def here_now() -> str:
    return say("Open here now")


def demo_site() -> str:
    return say("The demo site is open here now")


def open_() -> str:
    return say("Open")


def open_site(name: str) -> str:
    return say("Open {site}", site=name)


def open_means(name: str) -> str:
    return say(
        "This computer then checks people in for {site}. Nothing is forgotten: what is not sent "
        "by then goes when this site is open again.",
        site=name,
    )


def add_asked() -> str:
    return say("Add another site…")


def add() -> str:
    return say("Add another site")


def add_means() -> str:
    return say(
        "This site stays known here. Nothing is forgotten: what is not sent by then goes when "
        "this site is open again."
    )


def go_on() -> str:
    return say("Go on")


def disconnect_asked() -> str:
    return say("Disconnect this site…")


def disconnect(name: str) -> str:
    return say("Disconnect {site}", site=name)


def disconnect_now() -> str:
    return say("Disconnect")


def disconnect_means() -> str:
    return say(
        "This computer forgets the site: its day, its check-ins and its key. "
        "What is in Wix stays there."
    )
