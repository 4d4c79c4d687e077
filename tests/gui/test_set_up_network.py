"""The fold of the set-up for a network that does not let turnout out by itself."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.domain.fitting import Fitting, Network
from app.gui.setup.actions import Left, Pasted, Step
from tests.gui.test_set_up import ID, KEY, WORKS, Pages

NETWORK = Network("http://proxy.example:8080", "/etc/office.pem", "https://wix.example")


@pytest.fixture
def pages(qtbot):
    opened = []

    def open_(left=Left()):  # noqa: B008 - frozen
        opened.append(Pages(qtbot, left, WORKS, shut=False))
        return opened[-1]

    yield open_
    for each in opened:
        each.window.close()


def type_(first, **words):
    for name, typed in words.items():
        first.find(f"setup.connect.network.{name}").setText(typed)


def test_it_is_folded_away_and_what_is_typed_is_tried_and_kept(pages):
    first = pages()
    assert first.find("setup.connect.network.proxy") is None
    first.click("setup.connect.network")
    assert first.focus == "setup.connect.network.proxy"
    type_(
        first, proxy=" proxy.example:8080/ ", ca="/etc/office.pem ", address="https://wix.example/"
    )
    first.click("setup.connect.network")
    assert first.focus == "setup.connect.network"
    first.paste()
    first.tested()
    assert first.window.asking.busy is False
    assert first.pasted == Pasted(ID, KEY, "", NETWORK)
    for _ in range(4):
        first.click("setup.next")
    assert first.fitting.network == NETWORK


@pytest.mark.parametrize(
    ("typed", "words", "focus"),
    [
        (
            {"proxy": "http://dana:pass@proxy:8080"},
            "A proxy’s name and password",
            "proxy",
        ),
        ({"proxy": "dana@proxy"}, "A proxy’s name and password", "proxy"),
        ({"proxy": "socks5://proxy:1080"}, "Type the proxy as its name and port", "proxy"),
        ({"proxy": "our proxy"}, "Type the proxy as its name and port", "proxy"),
        ({"address": "www.wixapis.com"}, "The address begins with https://", "address"),
        ({"address": "https://dana:pass@x"}, "The address begins with https://", "address"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence_and_is_neither_tried_nor_kept(
    pages, typed, words, focus
):
    first = pages()
    first.paste()
    first.click("setup.connect.network")
    type_(first, **typed)
    first.click("setup.connect.network")
    first.click("setup.connect.test")
    assert first.words("setup.connect.bad").startswith(words)
    assert (first.focus, first.tests) == (f"setup.connect.network.{focus}", [])
    bad = first.find("setup.connect.bad")
    assert bad.mapTo(first.window, QPoint(0, bad.height())).y() <= first.window.foot.y()
    first.window.close()
    assert first.kept[-1].fitting == Fitting()
    assert "pass" not in str(first.kept)


def test_what_was_typed_before_is_seen_and_a_change_asks_for_another_test(pages):
    again = pages(Left(ID, True, Step.PROOF, Fitting(network=NETWORK)))
    again.qtbot.waitUntil(lambda: again.window.page.step is Step.PROOF)
    assert again.pasted.network == NETWORK
    again.click("setup.back")
    assert again.find("setup.connect.network.proxy").text() == NETWORK.proxy
    type_(again, proxy="")
    QApplication.processEvents()
    assert not again.find("setup.next").isEnabled()
    again.tested()
    assert again.pasted.network == NETWORK._replace(proxy="")
