"""Every state of the pages of the first run."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt

from app.domain.errors import NotAllowed, NotSent, SiteError, StoreError
from app.domain.listing import EVERYTHING, offer_of
from app.domain.model import EventId, Session, SessionKind
from app.domain.site import SiteFacts
from app.domain.trial import Day, Need, Trial
from app.gui.preferences import Preferences
from app.gui.setup.actions import Answered, Left, SetupActions
from app.gui.setup.window import SetupWindow
from app.gui.theme import Look, Theme
from app.system.secrets import Trouble
from tests.screens.stage import LAPTOP, settle

STAND_FOR_A_SCREEN = (
    "first", "app", "permission", "listed", "proof", "use", "screen", "screen_touch",
)  # fmt: skip

STUDIO = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
NORTHSIDE = SiteFacts("Northside Studio · סטודיו צפון", "Europe/London")
DENIED = NotAllowed("The key has no permission for this, or is for another site.", code="403")


def trial(**failed: SiteError) -> Trial:
    asked = [(need, failed.get(need.value)) for need in Need]
    return Trial(tuple(asked), NORTHSIDE, 6, 48)


def set_up(theme: Theme, size: tuple[int, int] = LAPTOP, text_size: int = 100) -> SetupWindow:
    actions = SetupActions(Left(), lambda _: Answered(None), lambda _: None, full, str)
    preferences = Preferences()
    preferences.change(theme=theme, text_size=text_size)
    look = Look(preferences=preferences)
    look.follow()
    window = SetupWindow(actions, look)
    window.resize(*size)
    window.show()
    settle()
    return window


def full(_left: Left, _name: str) -> None:
    raise StoreError(
        "This computer's data folder cannot be written: /home/desk/turnout. "
        "Make room there, or let this user write in it; then try again."
    )


def typed(window: SetupWindow) -> None:
    page = window.connect_
    page.by_key.site.entry.setText(f"https://manage.wix.com/dashboard/{STUDIO}/home")
    page.by_key.key.entry.setText("IST.made-up-for-a-picture")
    settle()


def told(window: SetupWindow, tested: Answered) -> None:
    typed(window)
    window._on_tested(tested)
    settle()


def pages_first(_window: SetupWindow) -> None:
    """As it is at the very first start."""


def pages_not_a_site(window: SetupWindow) -> None:
    window.connect_.by_key.site.entry.setText("my studio")
    window.connect_.on_test()


def pages_app(window: SetupWindow) -> None:
    """An app that lacks a permission."""
    page = window.connect_
    page.other.click()
    for field, words in zip(page.by_app.fields, (STUDIO, STUDIO, "a-made-up-secret"), strict=True):
        field.entry.setText(words)
    window._on_tested(Answered(trial(checking_in=DENIED), kept=True))


def pages_network(window: SetupWindow) -> None:
    """A password that would lie in a file."""
    typed(window)
    window.connect_.network.unfold()
    window.connect_.network.proxy.entry.setText("http://desk:secret@proxy:8080")
    window.connect_.on_test()


def pages_testing(window: SetupWindow) -> None:
    typed(window)
    window.connect_.busy = True
    window.connect_._show_test()


def pages_wrong_key(window: SetupWindow) -> None:
    stranger = NotAllowed("Wix does not accept the key of this site.", code="401")
    told(window, Answered(trial(**dict.fromkeys((need.value for need in Need), stranger))))


def pages_wrong_site(window: SetupWindow) -> None:
    told(window, Answered(trial(**dict.fromkeys((need.value for need in Need), DENIED))))


def pages_permission(window: SetupWindow) -> None:
    told(window, Answered(trial(checked_in=DENIED, checking_in=DENIED), kept=True))


def pages_no_network(window: SetupWindow) -> None:
    away = NotSent("There is no connection to Wix.")
    words = (
        "There is no connection to www.wixapis.com. Check the cable or the Wi-Fi of this computer. "
        "Ask whoever runs this network to let turnout reach www.wixapis.com."
    )
    told(window, Answered(Trial(((Need.SITE, away),)), words, kept=True))


def pages_locked(window: SetupWindow) -> None:
    told(window, Answered(trial(), Trouble.LOCKED.value))


def pages_works(window: SetupWindow) -> None:
    told(window, Answered(trial(), kept=True))


def offered() -> Answered:
    """A site with two places and more services than one looks through at a glance."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    kinds = (
        ("Yoga Flow", "Northside Loft"), ("Pilates Mat", "Northside Loft"),
        ("Guided meditation for beginners, with tea and a talk afterwards", "Northside Loft"),
        ("Wheel throwing, 8 weeks", "The Kiln House"), ("פילאטיס", "The Kiln House"),
    )  # fmt: skip
    day = tuple(
        Session(EventId(name), SessionKind.CLASS, name, noon, noon, "UTC", place, service_id=name)
        for name, place in kinds
    )
    asked = tuple((need, None) for need in Need)
    found = Trial(asked, NORTHSIDE, day=Day(day), offer=offer_of(day))
    return Answered(found.of(EVERYTHING), kept=True)


def pages_listed(window: SetupWindow) -> None:
    told(window, offered())
    window.foot.next.click()
    window.pages.listed.locations.ticks["The Kiln House"].click()


def pages_listed_none(window: SetupWindow) -> None:
    pages_listed(window)
    window.pages.listed.services.head.button.click()


def pages_listed_proof(window: SetupWindow) -> None:
    pages_listed(window)
    window.foot.next.click()


def pages_proof(window: SetupWindow) -> None:
    pages_works(window)
    window.foot.next.click()


def pages_use(window: SetupWindow) -> None:
    pages_proof(window)
    window.foot.next.setFocus(Qt.FocusReason.TabFocusReason)
    window.foot.next.click()


def pages_screen(window: SetupWindow) -> None:
    pages_use(window)
    window.foot.next.click()
    window.pages.screen.diagonal.entry.setText("13.3")


def pages_screen_touch(window: SetupWindow) -> None:
    pages_screen(window)
    window.pages.screen.touch.button.click()
    for target in window.touch.targets[:2]:
        target.click()


def pages_screen_scanner(window: SetupWindow) -> None:
    pages_screen(window)
    window.pages.screen.scanner.begin()


def pages_screen_pin(window: SetupWindow) -> None:
    pages_screen(window)
    window.pages.screen.pin.entry.setText("1234")
    window.foot.next.click()


def pages_unwritable(window: SetupWindow) -> None:
    pages_screen(window)
    window.pages.screen.pin.entry.setText("123456")
    window.foot.next.click()
