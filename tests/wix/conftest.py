"""Scripted sites and clients that end with the test."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from app.wix.client import Connection, WixClient
from tests.wix.scripted import NOON, Handler, Script, Server


@pytest.fixture
def serve() -> Iterator[Callable[[], Script]]:
    """Make scripted sites, each on a port of its own; all are closed with the test."""
    running: list[tuple[Server, threading.Thread]] = []

    def start() -> Script:
        handler = type("Scripted", (Handler,), {})
        server = Server(("127.0.0.1", 0), handler)
        handler.script = Script(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return handler.script

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site(serve) -> Script:
    return serve()


@pytest.fixture
def connect(serve) -> Iterator[Callable[..., WixClient]]:
    """Make clients whose clock stands at noon; all are hung up before the sites close."""
    made: list[WixClient] = []

    def make(url: str, **options) -> WixClient:
        options.setdefault("now", lambda: NOON)
        client = WixClient(Connection(url, "key-1", "site-1"), **options)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(site, connect) -> WixClient:
    return connect(site.url)


@pytest.fixture
def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
