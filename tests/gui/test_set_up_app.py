"""The set-up's first page for an app that asks in place of a key: three things, and its words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.errors import NotAllowed
from app.domain.fitting import Fitting
from app.domain.trial import Need, Trial
from app.gui.setup.actions import Answered, Left, Pasted, Step
from app.system.secrets import Trouble
from tests.gui.test_set_up import DENIED, ID, WORKS, Pages, all_of

APP = "7f6c2d9e-9f36-4c27-8f4e-0a1b4ee5d311"
SECRET = "8a6c2d9e-1111-4c27-8f4e-0a1b4ee5d377"
REFUSED = NotAllowed("Wix does not accept the app ID, the secret or the instance ID.", code="401")


@pytest.fixture
def pages(qtbot):
    opened = []

    def open_(left=Left(), answer=WORKS, given=("app", "instance", "secret")):  # noqa: B008 - frozen
        first = Pages(qtbot, left, answer, shut=False)
        opened.append(first)
        if not left.fitting.app_id:
            first.click("setup.connect.other")
        words = {"app": APP, "instance": ID, "secret": SECRET}
        for name in given:
            first.find(f"setup.connect.{name}").setText(words[name])
        return first

    yield open_
    for each in opened:
        each.window.close()


def test_from_three_pasted_things_to_the_desk(pages):
    first = pages()
    first.tested()
    assert first.tests == [Pasted(ID, SECRET, APP)]
    entry = first.find("setup.connect.secret")
    assert entry.text() == ""
    assert "has the secret of this app" in first.words("setup.connect.app.hint")
    for _ in range(4):
        first.click("setup.next")
    assert first.done == [(ID, "Northside & Co")]
    assert first.fitting.app_id == APP


def test_the_secret_is_never_readable(pages):
    entry = pages().find("setup.connect.secret")
    assert entry.echoMode() is QLineEdit.EchoMode.Password
    assert SECRET not in QAccessible.queryAccessibleInterface(entry).text(QAccessible.Text.Value)


@pytest.mark.parametrize(
    ("given", "words", "focus"),
    [
        (("instance", "secret"), "Paste the app ID", "app"),
        (("app", "secret"), "Paste the instance ID", "instance"),
        (("app", "instance"), "Paste the app secret.", "secret"),
    ],
)
def test_what_is_missing_is_not_asked_of_wix(pages, given, words, focus):
    first = pages(given=given)
    first.click("setup.connect.test")
    assert first.words("setup.connect.bad").startswith(words)
    assert (first.focus, first.tests) == (f"setup.connect.{focus}", [])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (all_of(REFUSED), "Wix does not accept the app ID, the secret or the instance ID. Copy"),
        (all_of(DENIED), "This app may do nothing on this site."),
        (Answered(WORKS.trial, Trouble.LOCKED.value), "The connection works, but the app’s secret"),
        (Answered(None, Trouble.APPLESS.value), Trouble.APPLESS.value),
    ],
)
def test_each_wrong_turn_speaks_of_the_app(pages, answer, words):
    first = pages(answer=answer)
    first.tested()
    assert first.words("setup.connect.bad").startswith(words)
    assert " key" not in first.words("setup.connect.bad")
    assert first.find("setup.connect.secret").text() == SECRET


def test_what_the_app_lacks_is_named_as_the_dashboard_names_it(pages):
    asked = [(need, DENIED if need is Need.CHECKING_IN else None) for need in Need]
    first = pages(answer=Answered(Trial(tuple(asked)), kept=True))
    first.tested()
    assert first.words("setup.connect.bad").startswith("The app lacks a permission.")
    said = first.words("setup.connect.need.checking_in")
    assert said == "Checking people in · The app needs: Manage Bookings"


def test_back_to_a_key_and_forth_nothing_that_was_typed_is_lost(pages):
    first = pages()
    first.tested()
    first.click("setup.connect.other")
    assert first.focus == "setup.connect.site"
    assert not first.find("setup.next").isEnabled()
    first.paste()
    first.click("setup.connect.other")
    assert first.find("setup.connect.app").text() == APP
    assert first.find("setup.connect.key") is None
    # Its secret was kept a moment ago: nobody pastes it again.
    first.tested()
    assert first.tests[-1] == Pasted(ID, "", APP)
    first.click("setup.connect.other")
    assert first.find("setup.connect.site").text() == ID


def test_left_halfway_it_goes_on_as_that_app(pages):
    again = pages(Left(ID, True, Step.USE, Fitting(app_id=APP)), given=())
    again.qtbot.waitUntil(lambda: again.window.page.step is Step.USE)
    assert again.tests == [Pasted(ID, "", APP)]
    assert again.kept[-1].fitting.app_id == APP


def test_by_keyboard_alone(pages):
    first = pages(given=())
    for words in (APP, ID, SECRET):
        QTest.keyClicks(QApplication.focusWidget(), words)
        last = QApplication.focusWidget()
        QTest.keyClick(last, Qt.Key.Key_Tab)
    assert first.focus == "setup.connect.test"
    QTest.keyClick(last, Qt.Key.Key_Return)
    first.qtbot.waitUntil(lambda: first.focus == "setup.next")
