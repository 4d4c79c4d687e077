"""Ways to a site that go wrong on purpose: proxies, certificates, and what is no TLS at all."""

import select
import socket
import socketserver
import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

WIX_HOST = "www.wixapis.com"
NO_TLS = b"HTTP/1.0 400 Bad Request\r\n\r\n"


@dataclass
class Proxy:
    """What a proxy does with CONNECT: a status in its way, or TLS of its own in front of a site."""

    status: int = 200
    tls: ssl.SSLContext | None = None
    site_port: int = 0

    def converse(self, line: socket.socket) -> None:
        _head(line)
        line.sendall(f"HTTP/1.1 {self.status} -\r\nContent-Length: 0\r\n\r\n".encode())
        if self.tls is None:
            return
        with (
            self.tls.wrap_socket(line, server_side=True) as inside,
            socket.create_connection(("127.0.0.1", self.site_port)) as site,
        ):
            _pump(inside, site)


def say_no_tls(line: socket.socket) -> None:
    """A server that takes the greeting of TLS for a broken request."""
    line.recv(4096)
    line.sendall(NO_TLS)


@contextmanager
def serving(converse):
    """Serve on a port of this machine; every thread ends with the block."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            # A client that trusts nobody hangs up in the middle.
            with self.request as line, suppress(OSError):
                converse(line)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def _head(line: socket.socket) -> None:
    seen = b""
    while not seen.endswith(b"\r\n\r\n"):
        piece = line.recv(1)
        if not piece:
            return
        seen += piece


def _pump(inside: ssl.SSLSocket, site: socket.socket) -> None:
    while True:
        ready = [inside] if inside.pending() else select.select([inside, site], [], [])[0]
        for each in ready:
            piece = each.recv(65536)
            if not piece:
                return
            (site if each is inside else inside).sendall(piece)


class Authority:
    """An authority that no computer knows, and the certificates it signs for Wix's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("An office that looks into TLS")
        self.file = folder / "authority.pem"
        ca = self._signed(self._name, self._key, is_authority=True)
        self.file.write_bytes(ca.public_bytes(serialization.Encoding.PEM))

    def context(self, *, days: int = 1) -> ssl.SSLContext:
        """A server's; its certificate ends so many days from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        file = self._folder / f"{days}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + self._signed(_name(WIX_HOST), key, days=days).public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _signed(self, name, key, *, days: int = 1, is_authority: bool = False):
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=3))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(WIX_HOST)]), critical=False)
            .sign(self._key, hashes.SHA256())
        )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
