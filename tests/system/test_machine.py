"""What this computer tells of itself: the proxy without its password, the room on the disk."""

import os
from pathlib import Path

import pytest

from app.system.machine import certificate_file, free_bytes, has_screen, host_of, proxy_of

WIX = "https://www.wixapis.com"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("http://desk:secret@proxy.example:3128", "proxy.example:3128"),
        ("http://desk:se/cr@et@proxy.example:3128/", "proxy.example:3128"),
        ("proxy.example:3128", "proxy.example:3128"),
        ("http://[::1]:3128", "[::1]:3128"),
        ("http://desk:secret@[::1", "[::1"),
        ("", ""),
    ],
)
def test_a_proxy_is_shown_without_its_password(monkeypatch, given, shown):
    monkeypatch.setenv("HTTPS_PROXY", given)
    assert proxy_of(WIX) == shown


def test_which_proxy_leads_there(monkeypatch):
    assert proxy_of(WIX) == ""
    monkeypatch.setenv("ALL_PROXY", "http://all.example:1")
    assert proxy_of(WIX) == "all.example:1"
    assert proxy_of("http://127.0.0.1:8000") == "", "this machine asks itself"
    assert proxy_of("http://localhost:8000") == ""
    assert proxy_of("https://[broken") == "all.example:1"
    assert proxy_of(WIX, "http://typed.example:8080") == "typed.example:8080"
    assert proxy_of("http://127.0.0.1:8000", "http://typed.example:8080") == ""
    monkeypatch.setenv("NO_PROXY", "wixapis.com")
    assert proxy_of(WIX) == ""


def test_the_file_of_authorities(monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    assert certificate_file(WIX) == ""
    monkeypatch.setenv("SSL_CERT_DIR", "/authorities")
    assert certificate_file(WIX) == "/authorities"
    monkeypatch.setenv("SSL_CERT_FILE", "/office.pem")
    assert certificate_file(WIX) == "/office.pem"
    assert certificate_file("http://127.0.0.1:1") == ""
    assert certificate_file(WIX, "/typed.pem") == "/typed.pem"
    assert certificate_file("http://127.0.0.1:1", "/typed.pem") == ""


def test_the_host_of_an_address():
    assert host_of("https://www.wixapis.com/some/path") == "www.wixapis.com"
    assert host_of("http://name:secret@127.0.0.1:8000") == "127.0.0.1:8000"


def test_room_is_told_of_the_disk_where_a_folder_will_lie(tmp_path):
    assert free_bytes(tmp_path / "not" / "there" / "yet") == pytest.approx(
        free_bytes(tmp_path), rel=0.1
    )
    assert free_bytes(Path("no such relative folder/at all")) > 0


@pytest.mark.parametrize("name", ["QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen(monkeypatch, name):
    for each in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert not has_screen()
    monkeypatch.setenv(name, "there")
    assert has_screen()
    monkeypatch.delenv(name)
    monkeypatch.setattr("sys.platform", "darwin")
    assert has_screen()
