"""The line itself: headers, proxies, the brake, the log, the clock, and how it breaks."""

import gzip
import logging
import threading
import tracemalloc
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from app import __version__
from app.domain.errors import NotAllowed, NotSent, OverBudget, Unreachable
from app.domain.fitting import Network
from app.domain.model import AttendanceId, BookingId, EventId, RowId
from app.domain.values import Value
from app.wix import channel
from app.wix.client import Connection, WixClient, utc_now
from tests.wix.scripted import NOON, Clock, Reply

FACTS = {"properties": {"businessName": "Harbor"}}
ROW = RowId(BookingId("booking-1"), EventId("event-1"))


def test_how_a_request_introduces_itself(site, client):
    site.says(FACTS)
    client.facts()
    headers = site.asked[0].headers
    assert headers["authorization"] == "key-1"
    assert headers["wix-site-id"] == "site-1"
    assert headers["user-agent"] == f"turnout/{__version__} (+check-in desk)"
    assert headers["accept"] == "application/json"
    assert "x-wix-consistent" not in headers
    assert "cookie" not in headers


def test_without_a_key_nothing_is_sent(site):
    site.says(FACTS)
    with pytest.raises(NotAllowed, match="no API key"):
        WixClient(Connection(site.url, "", "site-1")).facts()
    assert site.asked == []


def test_the_token_of_consistency_is_sent_back(site, client):
    site.says(
        Reply(FACTS, headers={"X-Wix-Consistent": "t1"}),
        Reply(FACTS),
        Reply(FACTS, headers={"X-Wix-Consistent": "\u00e9 no header"}),
        Reply(FACTS, headers={"X-Wix-Consistent": "t2"}),
        Reply(FACTS),
    )
    for _ in range(5):
        client.facts()
    sent = [asked.headers.get("x-wix-consistent") for asked in site.asked]
    assert sent == [None, "t1", "t1", "t1", "t2"]


def test_cookies_are_not_kept(site, client):
    site.says(Reply(FACTS, headers={"Set-Cookie": "who=me"}))
    client.facts()
    client.facts()
    assert "cookie" not in site.asked[1].headers


def test_one_line_is_kept_and_can_be_hung_up(site, client):
    site.says(FACTS)
    client.close()
    client.facts()
    client.close()
    client.facts()
    assert len(site.asked) == 2


def test_the_gate_is_asked_before_each_page(site, connect):
    asked = []

    def gate():
        asked.append(len(site.asked))
        if len(asked) == 3:
            raise OverBudget(2.0)

    def say(_asked):
        return Reply({"attendances": [], "pagingMetadata": {"cursors": {"next": f"{len(asked)}"}}})

    site.says(say)
    with pytest.raises(OverBudget) as raised:
        connect(site.url, gate=gate).attendance_of([EventId("event-1")])
    assert raised.value.free_in_s == 2.0
    assert asked == [0, 1, 2]
    assert len(site.asked) == 2


def test_redirects_are_not_followed(site, client):
    site.says(Reply({}, 307, {"Location": "/elsewhere"}))
    with pytest.raises(Unreachable):
        client.facts()
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\n: \r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff\r\n\r\n",
    ],
)
def test_a_line_that_breaks_leaves_a_doubt(site, client, raw):
    site.says(Reply(raw=raw))
    with pytest.raises(Unreachable) as raised:
        client.set_attendance([(ROW, Value(1))])
    assert type(raised.value) is Unreachable


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(channel, "TIMEOUT", httpx.Timeout(0.05))


def test_an_answer_that_does_not_come_leaves_a_doubt(site, client, impatient):
    over = threading.Event()

    def wait(_asked):
        over.wait(10)
        return Reply(FACTS)

    site.says(wait)
    with pytest.raises(Unreachable, match="in time") as raised:
        client.facts()
    over.set()
    assert type(raised.value) is Unreachable


def test_an_answer_that_does_not_end_is_cut(site, client, monkeypatch):
    monkeypatch.setattr(channel, "ANSWER_MOST_S", -1.0)
    site.says(FACTS)
    with pytest.raises(Unreachable, match="in time"):
        client.facts()


def test_an_answer_that_swells_is_cut(site, client):
    packed = gzip.compress(b" " * 200_000_000)
    site.says(Reply(body=packed, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    with pytest.raises(Unreachable):
        client.facts()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150_000_000


def test_nobody_listens(connect, closed_port):
    with pytest.raises(NotSent, match="no connection to Wix"):
        connect(f"http://127.0.0.1:{closed_port}").facts()


def test_a_name_that_no_resolver_can_spell(connect):
    with pytest.raises(NotSent):
        connect(f"https://{'a' * 70}.localhost").facts()


PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def proxy(monkeypatch):
    for name in (*PROXIES, "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    return lambda url: monkeypatch.setenv("ALL_PROXY", url)


def test_the_proxy_of_the_environment_is_used(site, connect, proxy):
    proxy(site.url)
    site.says(Reply({}, 407))
    with pytest.raises(NotSent):
        connect("https://www.wixapis.com").facts()
    assert [(asked.method) for asked in site.asked] == ["CONNECT"]
    assert "key-1" not in str(site.asked)


def test_a_proxy_that_was_typed_comes_before_that_of_the_environment(site, proxy, closed_port):
    proxy(f"http://127.0.0.1:{closed_port}")
    site.says(Reply({}, 407))
    connection = Connection("https://www.wixapis.com", "key-1", "site-1", Network(site.url))
    client = WixClient(connection)
    with pytest.raises(NotSent):
        client.facts()
    client.close()
    assert [asked.method for asked in site.asked] == ["CONNECT"]


@pytest.mark.parametrize("written", [None, "no certificate"])
def test_a_ca_file_that_cannot_be_used(written, tmp_path):
    file = tmp_path / "office.pem"
    if written:
        file.write_text(written)
    client = WixClient(Connection("https://w.example", "k", "s", Network(ca_file=str(file))))
    with pytest.raises(NotSent, match="settings of this computer"):
        client.facts()


def test_this_machine_needs_no_proxy(site, client, proxy, closed_port):
    proxy(f"http://127.0.0.1:{closed_port}")
    site.says(FACTS)
    assert client.facts().name == "Harbor"


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:1", "gopher://127.0.0.1:1"])
def test_a_proxy_that_cannot_be_used(connect, proxy, url):
    proxy(url)
    with pytest.raises(NotSent, match="settings of this computer"):
        connect("https://www.wixapis.com").facts()


def test_authorities_that_are_not_there(connect, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(NotSent, match="settings of this computer"):
        connect("https://www.wixapis.com").facts()


def test_the_clock_is_compared_in_the_middle_of_the_request(site, connect):
    server = format_datetime(NOON + timedelta(hours=1), usegmt=True)
    site.says(Reply(FACTS, headers={"Date": server}))
    client = connect(site.url, now=Clock(step_s=4))
    assert client.clock_off_s is None
    client.facts()
    assert client.clock_off_s == 3600 - 6  # asked at 4, answered at 8


@pytest.mark.parametrize("date", ["", "noon", "Mon, 99 Foo 2026 12:00:00 GMT"])
def test_a_date_that_is_none_is_no_clock(site, client, date):
    site.says(Reply(FACTS, headers={"Date": date}))
    client.facts()
    assert client.clock_off_s is None


def test_a_captive_portal_has_no_say_about_the_time(site, client):
    date = format_datetime(NOON - timedelta(days=400), usegmt=True)
    site.says(Reply(body=b"<html>", headers={"Date": date}))
    with pytest.raises(Unreachable):
        client.facts()
    assert client.clock_off_s is None


def test_the_log_names_the_request_and_nothing_in_it(site, client, caplog):
    private = {"message": "Dana Levi", "details": {"applicationError": {"code": "X"}}}
    site.says(
        Reply(FACTS),
        Reply(private, 400, {"x-wix-request-id": "req\t2"}),
        Reply(raw=b""),
    )
    with caplog.at_level(logging.DEBUG):
        client.facts()
        client.set_one(ROW, Value(3))
        with pytest.raises(Unreachable):
            client.attendance(AttendanceId("a-1"))
    ours = [record.getMessage() for record in caplog.records if record.name == "turnout.wix"]
    assert [text.split(" ms ")[1] for text in ours] == ["req.1", "req2", "-"]
    assert [text.rpartition(" ms ")[0].rpartition(" ")[0] for text in ours] == [
        "facts 200",
        "attendance set 400",
        "attendance get RemoteProtocolError",
    ]
    assert len(caplog.records) == 3
    for secret in ("key-1", "site-1", "Dana", "booking-1", "event-1", "a-1", "Harbor"):
        assert secret not in caplog.text


def test_the_clock_of_the_program_is_aware():
    assert utc_now().utcoffset() == timedelta(0)


def test_the_demo_is_the_only_thing_in_clear_text(site):
    with pytest.raises(NotAllowed):
        Connection(site.url.replace("127.0.0.1", "10.0.0.1"), "key-1", "site-1")
