"""HTTP on loopback: keep-alive connections, one thread each, ended together."""

import contextlib
import socket
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from app.demo.faults import Faults
from app.demo.front import Answer, Front

_HOST = "127.0.0.1"


class _Connection(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"
    server_version = "Pepyaka"
    sys_version = ""
    disable_nagle_algorithm = True
    # Head and body leave in one piece.
    wbufsize = -1
    server: "LoopbackServer"

    def do_GET(self) -> None:
        """Read operations with everything in the address."""
        self._serve()

    def do_POST(self) -> None:
        """Most operations."""
        self._serve()

    def do_PUT(self) -> None:
        """None so far."""
        self._serve()

    def do_PATCH(self) -> None:
        """None so far."""
        self._serve()

    def do_DELETE(self) -> None:
        """Delete Attendance."""
        self._serve()

    def _serve(self) -> None:
        told = self.headers.get("Content-Length") or ""
        length = int(told) if told.isdecimal() else 0
        raw = self.rfile.read(length) if length else b""
        answer = None
        if not self.server.faults.unplugged:
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = self.server.front.answer(self.command, self.path, headers, raw)
        if answer is None or self.server.faults.unplugged:
            self.close_connection = True
            return
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.payload)))
        self.end_headers()
        self.wfile.write(answer.payload)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The site's own clock, which a test may set."""
        return super().date_time_string(self.server.front.now() if timestamp is None else timestamp)

    def log_message(self, *_: object) -> None:
        """Quiet: the site keeps its own record."""


class LoopbackServer(ThreadingHTTPServer):
    """Serves a front; knows its connections, so that stopping ends them."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, front: Front, faults: Faults) -> None:
        self.front = front
        self.faults = faults
        self._lock = threading.Lock()
        self._connections: dict[socket.socket, threading.Thread] = {}
        super().__init__((_HOST, port), _Connection)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{_HOST}:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Bind without asking a name server for our own name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, self.server_address[1]

    def verify_request(self, *_: object) -> bool:
        """While unplugged nobody gets in: the connection is closed at once."""
        return not self.faults.unplugged

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread per connection."""
        thread = threading.Thread(
            target=self._converse, args=(request, client_address), name="connection", daemon=True
        )
        with self._lock:
            self._connections[request] = thread
        thread.start()

    def _converse(self, connection: socket.socket, client_address: Any) -> None:
        try:
            self.finish_request(connection, client_address)
        except OSError:
            pass  # The client went away.
        finally:
            with self._lock:
                self._connections.pop(connection, None)
            self.shutdown_request(connection)

    def hang_up(self) -> None:
        """End every connection and wait for its thread."""
        with self._lock:
            open_now = dict(self._connections)
        for connection in open_now:
            # Some have gone already.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in open_now.values():
            thread.join()
