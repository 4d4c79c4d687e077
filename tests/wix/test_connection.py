"""A connection keeps its secret and refuses what cannot be sent safely."""

import subprocess
import sys

import pytest

from app.domain.errors import NotAllowed, NotSent
from app.wix.connection import WIX, Connection


def test_the_key_is_not_shown():
    shown = repr(Connection(WIX, "IST.secret", "site-1"))
    assert "secret" not in shown
    assert "site-1" in shown


@pytest.mark.parametrize("bad", ["key\n", "a\r\nX-Other: 1", "a b", "key\0", "ключ", "a\x7f"])
def test_what_does_not_fit_a_header_is_refused(bad):
    with pytest.raises(NotAllowed, match="API key has a space") as refused:
        Connection(WIX, bad, "site-1")
    assert bad not in str(refused.value)
    with pytest.raises(NotAllowed, match="site ID has a space"):
        Connection(WIX, "key", bad)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://www.wixapis.com", "begin with https"),
        ("http://192.0.2.7:8080", "begin with https"),
        ("https://someone:secret@www.wixapis.com", "name or a password"),
    ],
)
def test_an_address_that_would_give_the_key_away_is_refused(url, complaint):
    with pytest.raises(NotAllowed, match=complaint):
        Connection(url, "key", "site-1")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9"])
def test_this_machine_needs_no_encryption(url):
    assert Connection(url, "key", "site-1").is_this_machine


@pytest.mark.parametrize("url", ["", "ftp://127.0.0.1/", "http://[::1", "https://", "https://a..b"])
def test_an_address_that_cannot_be_used_is_as_offline(connect, url):
    with pytest.raises(NotSent, match="no connection to Wix"):
        connect(url).facts()


def test_the_package_itself_is_cheap_to_import():
    code = "import sys, app.wix; print({'httpx', 'pydantic'} & {*sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
