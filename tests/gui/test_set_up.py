"""The pages of the first run: what is pasted, what is said, Back, resuming, keys and fingers."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.domain.errors import (
    NoBookingsApp,
    NotAllowed,
    NotSent,
    RowRefused,
    StoreError,
    Throttled,
    Unreachable,
)
from app.domain.site import SiteFacts
from app.domain.trial import Need, Trial
from app.gui.setup.actions import Answered, Chosen, Left, SetupActions, Step
from app.gui.setup.window import SetupWindow
from app.gui.text_setup import PERMISSIONS
from app.gui.theme import Look, Theme
from app.system.secrets import Trouble
from tests.gui.test_touch import Finger

ID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
KEY = "IST.made-up"
FACTS = SiteFacts("Northside & Co", "Europe/London")
DENIED = NotAllowed("no", code="PERMISSION_DENIED")
WORKS = Answered(Trial(tuple((need, None) for need in Need), FACTS, 6, 48), kept=True)


class Pages:
    """The window, and everything that was asked of the program through it."""

    def __init__(self, qtbot, left, answer, shut):
        self.qtbot, self.answer, self.shut = qtbot, answer, shut
        self.tests, self.kept, self.done, self.said = [], [], [], []
        actions = SetupActions(left, self.test, self.remember, self.finish, self.seal)
        self.window = SetupWindow(actions, Look(Theme.LIGHT))
        self.window.voice.said.connect(self.said.append)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    def test(self, pasted):
        assert threading.current_thread() is not threading.main_thread()
        self.pasted = pasted
        self.tests.append(pasted if pasted.app_id else pasted[:2])
        return self.answer() if callable(self.answer) else self.answer

    def remember(self, left):
        if self.shut:
            raise StoreError("shut")
        self.kept.append(left)

    def finish(self, left, name):
        if self.shut:
            raise StoreError("This computer's data folder cannot be written.")
        self.done.append((left.site_id, name))
        self.fitting = left.fitting

    def seal(self, pin):
        return f"sealed {pin[::-1]}"

    def find(self, name):
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        return found[0] if found else None

    def words(self, name):
        return found.accessibleName() if (found := self.find(name)) else ""

    def click(self, name):
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def paste(self, site=ID, key=KEY):
        for name, words in (("site", site), ("key", key)):
            self.find(f"setup.connect.{name}").setText(words)

    def tested(self):
        self.click("setup.connect.test")
        self.qtbot.waitUntil(lambda: not self.window.asking.busy)

    @property
    def focus(self):
        return QApplication.focusWidget().objectName()


@pytest.fixture
def pages(qtbot):
    opened = []

    def open_(left=Left(), answer=WORKS, *, shut=False):  # noqa: B008 - frozen
        opened.append(Pages(qtbot, left, answer, shut))
        return opened[-1]

    yield open_
    for each in opened:
        each.window.close()


def test_from_two_pasted_things_to_the_desk(pages):
    first = pages()
    assert first.focus == "setup.connect.site"
    assert not first.find("setup.next").isEnabled()
    first.paste(f"https://manage.wix.com/dashboard/{ID}/home\n", f" {KEY}\u200b \n")
    first.tested()
    assert first.tests == [(ID, KEY)]
    assert first.words("setup.connect.good") == "Everything works."
    assert first.focus == "setup.next"
    first.click("setup.next")
    assert first.words("setup.proof.name") == "Northside & Co"
    assert first.words("setup.proof.today") == "Today: 6 sessions, 48 bookings"
    assert first.words("setup.proof.zone") == "Time zone: Europe/London"
    first.click("setup.next")
    assert first.find("setup.use.reception").isChecked()
    first.click("setup.next")
    first.click("setup.next")
    assert first.done == [(ID, "Northside & Co")]
    assert first.window.chosen is Chosen.DESK
    assert not first.window.isVisible()


def test_by_keyboard_alone(pages):
    first = pages()
    QTest.keyClicks(QApplication.focusWidget(), ID)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert first.focus == "setup.connect.key"
    QTest.keyClicks(QApplication.focusWidget(), KEY)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    first.qtbot.waitUntil(lambda: first.focus == "setup.next")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert first.window.page.step is Step.PROOF
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert first.window.page.step is Step.CONNECT
    assert first.focus == "setup.connect.test"
    first.window.foot.next.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(first.window.foot.next, Qt.Key.Key_Space)
    assert first.focus == "setup.use.reception"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert first.focus == "setup.back"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert first.focus == "setup.screen.size"
    first.window.foot.next.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert first.window.chosen is Chosen.DESK


def test_a_screen_reader_finds_a_window(pages):
    """A-09: not a filler, as which a plain widget is told."""
    window = QAccessible.queryAccessibleInterface(pages().window)
    assert window.role() is QAccessible.Role.Window


def test_by_finger_alone(pages):
    first = pages()
    first.paste()
    for name in ("setup.connect.test", *["setup.next"] * 4):
        first.qtbot.waitUntil(lambda name=name: first.find(name).isEnabled())
        part = first.find(name)
        finger = Finger(first.qtbot, first.window, part.mapTo(first.window, part.rect().center()))
        finger.down()
        finger.move(4, 4)
        finger.up()
        first.qtbot.waitUntil(lambda: not first.window.asking.busy)
    assert first.window.chosen is Chosen.DESK


@pytest.mark.parametrize(
    ("site", "key", "words", "focus"),
    [
        ("", KEY, "Paste the site ID", "site"),
        (" \n", KEY, "Paste the site ID", "site"),
        ("my studio", KEY, "There is no site ID in this.", "site"),
        (ID, "", "Paste the API key.", "key"),
        (ID, ID, "This is a site ID, not a key.", "key"),
    ],
)
def test_what_is_wrong_at_a_glance_is_not_asked_of_wix(pages, site, key, words, focus):
    first = pages()
    first.paste(site, key)
    first.click("setup.connect.test")
    assert first.words("setup.connect.bad").startswith(words)
    assert first.said == [first.words("setup.connect.bad")]
    assert first.focus == f"setup.connect.{focus}"
    assert first.tests == []
    first.find("setup.connect.site").setText(ID)
    first.find("setup.connect.key").setText(KEY + "2")
    assert first.words("setup.connect.bad") == ""


def all_of(error):
    return Answered(Trial(tuple((need, error) for need in Need)))


CAUSES = [
    (all_of(NotAllowed("no", code="401")), "does not know this key", False),
    (all_of(DENIED), "Check the site ID", True),
    (all_of(NoBookingsApp("no")), "Wix Bookings is not on this site", False),
    (all_of(RowRefused("odd")), "Test again in a few minutes", True),
    (
        Answered(Trial(((Need.SITE, NotSent("No connection.")),))),
        "No connection. Check this",
        False,
    ),
    (Answered(Trial(((Need.SITE, Throttled("", retry_after_s=1)),))), "in a minute", False),
    (Answered(Trial(((Need.SITE, Unreachable("", code="NOT_FROM_WIX")),))), "sign in", False),
    (Answered(Trial(((Need.SITE, Unreachable("", code="403")),))), "www.wixapis.com", False),
    (Answered(Trial(((Need.SITE, Unreachable("Too late.")),))), "Too late. Test again", False),
    *((Answered(None, trouble.value), trouble.value, False) for trouble in Trouble),
    (Answered(WORKS.trial, Trouble.LOCKED.value), Trouble.LOCKED.value, True),
]


@pytest.mark.parametrize(("answer", "words", "listed"), CAUSES)
def test_each_wrong_turn_is_a_sentence_and_nothing_that_was_typed_is_lost(
    pages, answer, words, listed
):
    first = pages(answer=answer)
    first.paste()
    first.tested()
    assert words in first.words("setup.connect.bad")
    assert first.said == [first.words("setup.connect.bad")]
    assert not first.find("setup.next").isEnabled()
    assert (first.find("setup.connect.need.site") is not None) is listed
    assert first.focus == "setup.connect.test"
    texts = [first.find(f"setup.connect.{each}").text() for each in ("site", "key")]
    assert texts == [ID, KEY]


def test_what_is_missing_is_named_as_the_dashboard_names_it(pages):
    asked = [(need, DENIED if need is Need.CHECKING_IN else None) for need in Need]
    first = pages(answer=Answered(Trial(tuple(asked)), kept=True))
    first.paste()
    first.tested()
    found = {need: first.words(f"setup.connect.need.{need.value}") for need in Need}
    assert found[Need.CHECKING_IN] == "Checking people in · Tick in Wix: Manage Bookings"
    assert {words.split(" · ")[-1] for need, words in found.items() if need in list(Need)[:4]} == {
        "Works"
    }
    for permission in PERMISSIONS.values():
        assert permission in pages().words("setup.connect.key.hint")
    # It has a key now, which gets its permission in Wix: nobody pastes it again.
    first.answer = WORKS
    first.tested()
    assert first.tests[-1] == (ID, "")
    assert first.find("setup.next").isEnabled()


def test_the_key_is_never_readable_and_leaves_the_field_once_it_is_kept(pages):
    first = pages()
    entry = first.find("setup.connect.key")
    first.paste()
    assert entry.echoMode() is QLineEdit.EchoMode.Password
    assert KEY not in QAccessible.queryAccessibleInterface(entry).text(QAccessible.Text.Value)
    first.tested()
    assert entry.text() == ""
    assert "has the key of this site" in first.words("setup.connect.key.hint")


def test_a_change_after_the_test_asks_for_another(pages):
    first = pages()
    first.paste()
    first.tested()
    first.find("setup.connect.site").setText(ID.replace("0", "f"))
    assert not first.find("setup.next").isEnabled()
    assert first.words("setup.connect.good") == ""
    first.click("setup.connect.test")
    assert first.words("setup.connect.bad") == "Paste the API key."


def test_the_answer_to_what_is_no_longer_there_is_not_shown(pages):
    hold = threading.Event()
    first = pages(answer=lambda: hold.wait(10) and WORKS)
    first.paste()
    first.click("setup.connect.test")
    assert first.words("setup.connect.test") == "Testing…"
    first.click("setup.connect.test")
    assert len(first.tests) == 1
    first.find("setup.connect.key").setText("another")
    assert first.words("setup.connect.test") == "Test connection"
    hold.set()
    for thread in threading.enumerate():
        if thread.name == "connection test":
            thread.join(10)
    QApplication.processEvents()
    assert not first.find("setup.next").isEnabled()
    assert first.words("setup.connect.good") == ""


def test_closed_while_it_is_tested_nothing_comes_after(pages):
    hold = threading.Event()
    first = pages(answer=lambda: hold.wait(10) and WORKS)
    first.paste()
    first.click("setup.connect.test")
    first.window.close()
    hold.set()
    assert first.kept == [Left(ID, kept=False, step=Step.CONNECT)]
    assert first.window.chosen is Chosen.NOTHING


def test_a_bug_is_one_sentence(pages):
    def bug():
        raise RuntimeError(KEY)

    first = pages(answer=bug)
    first.paste()
    first.tested()
    assert "Something went wrong in turnout itself" in first.words("setup.connect.bad")
    assert KEY not in first.words("setup.connect.bad")
    first.answer = WORKS
    first.tested()
    first.click("setup.next")
    first.window.show_bug()
    assert first.window.page.step is Step.CONNECT
    assert "Something went wrong" in first.words("setup.connect.bad")


def test_back_goes_back_and_keeps_everything(pages):
    first = pages()
    first.paste()
    first.tested()
    first.click("setup.next")
    first.click("setup.next")
    first.click("setup.back")
    assert first.words("setup.proof.name") == "Northside & Co"
    first.click("setup.back")
    assert first.find("setup.connect.site").text() == ID
    assert first.find("setup.next").isEnabled()
    assert [left.step for left in first.kept] == [
        Step.CONNECT,
        Step.PROOF,
        Step.USE,
        Step.PROOF,
        Step.CONNECT,
    ]
    assert {(left.site_id, left.kept) for left in first.kept} == {(ID, True)}


@pytest.mark.parametrize("step", [Step.PROOF, Step.USE])
def test_it_goes_on_where_it_was_left(pages, step):
    again = pages(Left(ID, kept=True, step=step))
    again.qtbot.waitUntil(lambda: again.window.page.step is step)
    assert again.tests == [(ID, "")]
    again.click("setup.back")
    assert again.window.page.step is (Step.CONNECT if step is Step.PROOF else Step.PROOF)


def test_where_the_key_is_gone_it_goes_on_at_the_beginning(pages):
    again = pages(Left(ID, kept=True, step=Step.USE), Answered(None, Trouble.MISSING.value))
    again.qtbot.waitUntil(lambda: not again.window.asking.busy)
    assert again.window.page.step is Step.CONNECT
    assert again.words("setup.connect.bad") == Trouble.MISSING.value


@pytest.mark.parametrize(
    ("left", "focus"),
    [(Left(ID), "setup.connect.key"), (Left(ID, kept=True), "setup.connect.test")],
)
def test_the_keyboard_is_where_something_is_left_to_do(pages, left, focus):
    assert pages(left).focus == focus


def test_what_cannot_be_written_is_said_before_the_desk_is_opened(pages):
    first = pages(shut=True)
    first.paste()
    first.tested()
    for _ in range(4):
        first.click("setup.next")
    assert "cannot be written" in first.words("setup.screen.bad")
    assert first.said[-1] == first.words("setup.screen.bad")
    first.shut = False
    first.click("setup.next")
    assert first.window.chosen is Chosen.DESK


def test_the_demo_site_can_be_tried_and_what_was_typed_is_remembered(pages):
    first = pages()
    first.paste()
    first.click("setup.back")
    assert first.window.chosen is Chosen.DEMO
    assert first.kept == [Left(ID)]


def test_only_reception_can_be_chosen_and_the_others_say_why(pages):
    first = pages()
    first.paste()
    first.tested()
    first.click("setup.next")
    first.click("setup.next")
    for name in ("kiosk", "both"):
        first.click(f"setup.use.{name}")
        assert "Comes in a later version" in first.words(f"setup.use.{name}")
    assert first.find("setup.use.reception").isChecked()


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        (Trial((), FACTS), "No sessions today"),
        (Trial((), FACTS, 1, 1), "Today: 1 session, 1 booking"),
        (Trial((), FACTS, 400, 900), "Today: 400 sessions, 900 bookings in the first 50"),
        (Trial((), None, 2, 0), "Today: 2 sessions, 0 bookings"),
    ],
)
def test_the_day_in_words(pages, trial, words):
    first = pages(answer=Answered(trial))
    first.paste()
    first.tested()
    first.click("setup.next")
    assert first.words("setup.proof.today") == words
    assert first.words("setup.proof.name") == (
        "Northside & Co" if trial.facts else "A site without a name"
    )
    assert (first.find("setup.proof.zone") is None) is (trial.facts is None)


@pytest.mark.parametrize("size", [(896, 480), (1366, 728), (1080, 1920)])
@pytest.mark.parametrize("side", list(Qt.LayoutDirection)[:2])
def test_every_control_is_named_large_enough_and_inside(pages, size, side):
    first = pages()
    first.window.setLayoutDirection(side)
    first.window.resize(*size)
    first.paste()
    first.tested()
    for _ in range(4):
        controls = first.window.findChildren(QAbstractButton) + first.window.findChildren(QLineEdit)
        shown = [each for each in controls if each.isVisible()]
        for each in shown:
            assert each.objectName() == each.accessibleIdentifier() != ""
            assert any(c.isalpha() for c in each.accessibleName())
            assert min(each.width(), each.height()) >= 44
            left = each.mapTo(first.window, QPoint(0, 0)).x()
            assert 0 <= left <= left + each.width() <= first.window.width()
        assert len({each.objectName() for each in shown}) == len(shown) > 1
        first.click("setup.next")


def test_what_the_keyboard_reaches_is_seen_and_so_is_what_was_found(pages):
    first = pages(answer=all_of(DENIED))
    first.window.resize(896, 600)
    first.paste()
    first.tested()
    sheet = first.window.sheet
    last = first.find("setup.connect.need.checking_in")
    assert last.mapTo(first.window, QPoint(0, last.height())).y() <= first.window.foot.y()
    first.find("setup.connect.key").setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert first.focus == "setup.connect.site"
    assert first.find("setup.connect.site").mapTo(sheet, QPoint(0, 0)).y() >= 0
