"""S-23: the way to another site, with the question of I17 before it, and no way around that."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checkin.handover_file import read
from app.checkin.leaving import Leaving
from app.domain.errors import Refusal, StoreError
from app.domain.model import Link, RowId
from app.gui.actions import How, KnownSite, Sites

PANEL = "staff.sites"
DANA = RowId("dana", "yoga")
HERE = KnownSite("site-1", "Studio", current=True)
OTHER = KnownSite("site-2", "Workshop")
UNNAMED = KnownSite("site-3")


@pytest.fixture
def gone():
    return []


@pytest.fixture
def sited(made, open_desk, gone):
    def open_(*known, **more):
        sites = Sites(
            lambda: known,
            lambda: Leaving(made.store, made.clock, "site-1"),
            lambda permit, going: gone.append((permit, going)),
        )
        desk = open_desk(sites=lambda: sites, **more)
        desk.click("staff.sync")
        desk.click("staff.sync.panel.sites")
        return desk

    return open_


def words(desk, part):
    found = desk.find(f"staff.leave.{part}")
    return found.accessibleName() if found else ""


def test_the_known_sites_are_listed_and_the_open_one_cannot_be_opened(sited):
    """S-23: one sees which site is open here."""
    desk = sited(HERE, OTHER, UNNAMED)
    assert [desk.find(f"{PANEL}.open.{n}") is not None for n in ("site-1", "site-2", "site-3")] == [
        False,
        True,
        True,
    ]
    assert desk.find(f"{PANEL}.open.site-2").accessibleName() == "Open Workshop"
    assert desk.find(f"{PANEL}.open.site-3").accessibleName() == "Open site-3"
    assert QApplication.focusWidget().objectName() == f"{PANEL}.open.site-2"


@pytest.mark.parametrize(
    ("button", "how", "site"),
    [("open.site-2", How.OPEN, "site-2"), ("add", How.ADD, "")],
)
def test_with_nothing_unsent_it_goes_at_once(sited, gone, button, how, site):
    """S-23: nothing is only here, so there is nothing to ask."""
    desk = sited(HERE, OTHER)
    desk.click(f"{PANEL}.{button}")
    [(permit, going)] = gone
    assert not permit.exported
    assert (going.how, going.site.site_id) == (how, site)
    assert not desk.window.isVisible()


@pytest.mark.parametrize(
    ("button", "title"),
    [
        ("open.site-2", "Open Workshop"),
        ("add", "Add another site"),
        ("disconnect", "Disconnect Studio"),
    ],
)
def test_with_something_unsent_there_are_three_choices_and_none_without_the_export(
    made, sited, gone, tmp_path, button, title
):
    """S-23: send, export and go on, or cancel, with the count."""
    made.desk.arrive(DANA)
    desk = sited(HERE, OTHER)
    desk.click(f"{PANEL}.{button}")
    assert desk.window.side.accessibleName() == title
    assert words(desk, "count").startswith("1 check-in is only on this computer")
    assert desk.find("staff.leave.go") is None
    desk.click("staff.leave.send")
    assert desk.calls[-1] == "sync"
    desk.click("staff.leave.cancel")
    assert desk.window.isVisible()
    assert gone == []
    desk.window.panels.open_sites()
    desk.click(f"{PANEL}.{button}")
    desk.find("staff.leave.file").setText(str(tmp_path / "mine.jsonl"))
    desk.click("staff.leave.export")
    [(permit, _)] = gone
    assert permit.exported
    [line] = read(tmp_path / "mine.jsonl").lines
    handed = button == "disconnect"
    assert line.state == ("handed_over" if handed else "saved")
    assert made.desk.status().tally.saved == (0 if handed else 1)
    assert not desk.window.isVisible()


def test_to_disconnect_is_asked_even_with_nothing_unsent(sited, gone):
    """S-23: it forgets the site, so one answer is not enough."""
    desk = sited(HERE)
    desk.click(f"{PANEL}.disconnect")
    assert gone == []
    assert "forgets the site" in words(desk, "means")
    assert QApplication.focusWidget().objectName() == "staff.leave.cancel"
    desk.click("staff.leave.go")
    [(_, going)] = gone
    assert (going.how, going.site) == (How.DISCONNECT, HERE)


def test_on_the_demo_site_there_is_nothing_to_disconnect(sited):
    desk = sited(OTHER)
    assert desk.find(f"{PANEL}.disconnect") is None
    assert desk.find(f"{PANEL}.open.site-2") is not None


def test_a_store_that_cannot_be_read_gives_no_way_on(made, sited, gone, monkeypatch):
    def fail():
        raise StoreError("The disk is failing.")

    desk = sited(HERE, OTHER)
    monkeypatch.setattr(made.store, "forgetting", fail)
    desk.click(f"{PANEL}.open.site-2")
    assert words(desk, "problem") == "The disk is failing."
    desk.click("staff.leave.go")
    assert gone == []


def test_a_list_of_sites_that_cannot_be_read_is_said(made, open_desk):
    def known():
        raise StoreError("The list cannot be read.")

    sites = Sites(known, lambda: Leaving(made.store, made.clock, "site-1"), lambda *_: None)
    desk = open_desk(sites=lambda: sites)
    desk.window.panels.open_sites()
    assert desk.said() == "The list cannot be read."


def test_where_the_environment_says_which_site_nothing_offers_another(open_desk):
    desk = open_desk()
    desk.click("staff.sync")
    assert desk.find("staff.sync.panel.sites") is None
    desk.window.panels.open_sites()
    assert desk.find(PANEL) is None


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 728), (896, 480)])
def test_the_buttons_are_large_and_reached_by_keyboard(sited, size, rtl):
    desk = sited(HERE, OTHER, UNNAMED, size=size, rtl=rtl)
    seen = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        seen.append(focused.objectName())
        assert focused.height() >= 44
        assert focused.width() >= 44
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {f"{PANEL}.open.site-2", f"{PANEL}.add", f"{PANEL}.disconnect"} <= set(seen)
    QTest.keyClick(desk.window.side, Qt.Key.Key_Escape)
    assert desk.find(PANEL) is None


@pytest.mark.parametrize("known", [(), (OTHER,), (HERE, OTHER)])
def test_y09_where_the_sign_in_has_expired_its_page_is_one_press_away(made, open_desk, gone, known):
    """Y-09: [Reconnect], where this computer has that site in its list; nothing is forgotten."""
    made.desk.arrive(DANA)
    go = lambda permit, going: gone.append((permit, going))  # noqa: E731
    leaving = Leaving(made.store, made.clock, "site-1")
    desk = open_desk(sites=lambda: Sites(lambda: known, lambda: leaving, go))
    desk.tell(Link.SIGN_IN)
    act = desk.find("staff.banner.act")
    if HERE not in known:
        assert act is None
        return
    assert act.accessibleName() == "Reconnect"
    desk.click("staff.banner.act")
    [(permit, going)] = gone
    assert going.how is How.RECONNECT
    assert not desk.window.isVisible()
    with pytest.raises(Refusal):
        leaving.forget(permit)


def test_y09_what_else_is_on_the_banner_offers_no_way_there(made, open_desk, gone):
    desk = open_desk(sites=lambda: Sites(lambda: (HERE,), lambda: None, gone.append))
    desk.tell(Link.OFFLINE)
    assert desk.find("staff.banner") is not None
    assert desk.find("staff.banner.act") is None


def test_y09_a_list_that_cannot_be_read_offers_none(made, open_desk, gone):
    def broken():
        raise StoreError("The list cannot be read.")

    desk = open_desk(sites=lambda: Sites(broken, lambda: None, gone.append))
    desk.tell(Link.SIGN_IN)
    assert desk.find("staff.banner.act") is None
