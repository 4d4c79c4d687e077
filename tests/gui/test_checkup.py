"""The diagnostics beside the roster: at once what needs no network, and the site's part later."""

import threading
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.checkin.checkup import StoreCheckup, of_store
from app.domain.checkup import Asked, Finding, Looked, Permission, SiteReport, Trouble
from app.domain.errors import StoreError
from app.gui.actions import Checkup
from app.gui.panels.checkup import sign

PANEL = "staff.checkup"
FINE = Looked(
    (Finding("network", "www.wixapis.com answers."),),
    SiteReport((Asked(Permission("Read Calendar", "today's sessions"), None, "1700.42"),), 0.0),
)
WRONG = Looked(
    (
        Finding("network", "The proxy refuses the way.", "Ask whoever runs it.", Trouble.OTHER),
        Finding("clock", "Not compared.", "Run it again.", Trouble.UNKNOWN, "Check again."),
    )
)


@dataclass
class Site:
    """What answers the look, once `free` is set; `asked` counts the looks."""

    answer: object = FINE
    free: threading.Event = field(default_factory=threading.Event)
    asked: int = 0
    reports: list = field(default_factory=list)

    def look(self, _near):
        self.asked += 1
        assert self.free.wait(20)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def site():
    made = Site()
    yield made
    made.free.set()


@pytest.fixture
def look_of(made, site):
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", made.clock.now().isoformat())

    def here(shut, looked):
        doubles = () if looked is None else looked.doubles
        return [of_store(shut), *StoreCheckup(made.store, made.desk).findings(doubles)]

    def report(findings, asked):
        site.reports.append((findings, asked))
        return "the report"

    def near():
        return StoreCheckup(made.store, made.desk).near()

    return Checkup(near, here, site.look, report)


@pytest.fixture
def desk(open_desk, look_of):
    return open_desk(checkup=lambda: look_of)


def opened(desk):
    QTest.keyClick(desk.window, Qt.Key.Key_F12)
    return desk.window.side


def answered(qtbot, panel, site):
    site.free.set()
    qtbot.waitUntil(lambda: not panel.asking.isVisibleTo(panel))


def told(panel):
    return [line.accessibleName() for line in panel.lines]


def test_what_needs_no_network_is_there_at_once_and_the_rest_when_it_came(qtbot, desk, site):
    panel = opened(desk)
    assert desk.find(f"{PANEL}.asking").accessibleName() == "Asking Wix…"
    assert told(panel)[0] == "Storage · OK · Check-ins can be saved on this computer."
    assert not any("Network" in line for line in told(panel))
    answered(qtbot, panel, site)
    assert "Network · OK · www.wixapis.com answers." in told(panel)
    assert desk.find(f"{PANEL}.fine").accessibleName() == "Everything that check-in needs is there."


def test_what_is_wrong_stands_first_with_what_to_do(qtbot, desk, site):
    site.answer = WRONG
    panel = opened(desk)
    answered(qtbot, panel, site)
    assert told(panel)[0] == (
        "Network · To put right · The proxy refuses the way. · Ask whoever runs it."
    )
    assert "Clock · Not known · Not compared. · Check again." in told(panel)
    assert desk.find(f"{PANEL}.wrong").accessibleName().startswith("1 thing to put right.")
    assert desk.find(f"{PANEL}.fine") is None
    signs = {sign(trouble)[0] for trouble in (None, Trouble.UNKNOWN, Trouble.OTHER)}
    assert len(signs) == 3


def test_it_looks_again_when_asked_and_never_twice_at_once(qtbot, desk, site):
    panel = opened(desk)
    desk.click(f"{PANEL}.again")
    assert opened(desk) is panel
    answered(qtbot, panel, site)
    assert site.asked == 1
    site.answer = WRONG
    desk.click(f"{PANEL}.again")
    qtbot.waitUntil(lambda: "To put right" in told(panel)[0])
    assert site.asked == 2


def test_the_sync_panel_leads_there_and_esc_leads_back(desk, site):
    desk.click("staff.sync")
    desk.click("staff.sync.panel.checkup")
    assert desk.window.side.objectName() == PANEL
    assert site.asked == 1
    QTest.keyClick(desk.window.side, Qt.Key.Key_Escape)
    assert desk.window.side is None


def test_without_a_check_up_nothing_offers_one(open_desk):
    desk = open_desk()
    desk.click("staff.sync")
    assert desk.find("staff.sync.panel.checkup") is None
    QTest.keyClick(desk.window, Qt.Key.Key_F12)
    assert desk.find(PANEL) is None


def test_the_report_is_copied_and_said(qtbot, desk, site):
    panel = opened(desk)
    answered(qtbot, panel, site)
    desk.click(f"{PANEL}.copy")
    assert QApplication.clipboard().text() == "the report"
    assert desk.said() == "Copied. The report names no client and no key."
    [(findings, asked)] = site.reports
    assert asked is FINE.report
    assert len(findings) == len(panel.lines)


def test_a_bug_in_the_look_is_a_line_and_not_a_page_that_asks_for_ever(qtbot, desk, site):
    site.answer = RuntimeError("IST.a-key-in-a-message")
    panel = opened(desk)
    answered(qtbot, panel, site)
    assert told(panel)[0].startswith("Network · To put right · Something went wrong while asking.")
    assert not any("IST." in line for line in told(panel))


def test_a_store_that_cannot_be_read_is_said_and_the_site_is_not_asked(open_desk, look_of, site):
    def near():
        raise StoreError("The disk is failing. Check the disk.")

    desk = open_desk(checkup=lambda: look_of._replace(near=near))
    panel = opened(desk)
    assert told(panel)[0] == "Storage · To put right · The disk is failing. · Check the disk."
    assert site.asked == 0
    assert desk.find(f"{PANEL}.asking") is None


def test_a_computer_that_was_never_connected_is_not_called_wrong_before_wix_answered(
    qtbot, made, desk, site
):
    with made.store.transaction():
        made.store.days.forget_fact("last_pull")
    site.answer = Looked(WRONG.findings)
    panel = opened(desk)
    assert desk.find(f"{PANEL}.wrong") is None
    answered(qtbot, panel, site)
    assert {line.partition(" · ")[0] for line in told(panel)[:2]} == {"Network", "Today"}


def test_a_window_that_closes_meanwhile_is_not_written_to(qtbot, desk, site):
    panel = opened(desk)
    before = told(panel)
    desk.window.close()
    checking = desk.window.panels._checking
    with qtbot.waitSignal(checking._look.came):
        site.free.set()
    assert told(panel) == before


def test_the_keyboard_scrolls_the_lines(qtbot, open_desk, look_of, site):
    desk = open_desk(size=(896, 480), checkup=lambda: look_of)
    panel = opened(desk)
    answered(qtbot, panel, site)
    bar = panel.area.verticalScrollBar()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert bar.value() == 0


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 728), (1080, 1920), (896, 480)])
def test_buttons_and_lines_are_whole_and_inside_the_panel(
    qtbot, open_desk, look_of, site, size, rtl
):
    site.answer = WRONG
    desk = open_desk(size=size, rtl=rtl, checkup=lambda: look_of)
    panel = opened(desk)
    answered(qtbot, panel, site)
    stack = panel.stack
    buttons = [each for each in stack.findChildren(QAbstractButton) if each.isVisible()]
    assert len(buttons) == 2
    for each in (*buttons, *panel.lines):
        place = each.mapTo(stack, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + each.width() <= stack.width()
        assert each.height() >= 44
        assert each.accessibleName()
    for line in panel.lines:
        for part in (line.check, line.detail, line.advice):
            assert part.height() >= part.height_for(part.width())
            assert part.geometry().bottom() < line.height()
