"""The program as a black box: real processes, and the demo site served by the test."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.demo import DemoSite
from tests.desks import MIDDAY

CHECKOUT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "app"]
TOO_LONG_S = 60
BESIDE = ("Waiting ", "Counted without a name")
"""What a command says on stderr though all is well."""


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def op(self):
        """The op of `ok OP-ID`."""
        word, op_id = self.out.split()
        assert word == "ok"
        return op_id


@dataclass
class Turnout:
    """Runs commands against one site and one data folder; holds what every run must keep to."""

    site: DemoSite
    data: Path

    def env(self, **changed):
        given = {
            "TURNOUT_API_URL": self.site.url,
            "TURNOUT_API_KEY": self.site.api_key,
            "TURNOUT_SITE_ID": self.site.site_id,
            "TURNOUT_DATA_DIR": str(self.data),
            "TURNOUT_QUIET_S": "0",
            **changed,
        }
        return {**os.environ, **{name: value for name, value in given.items() if value is not None}}

    def start(self, *arguments, **changed):
        return subprocess.Popen(
            [*COMMAND, *arguments], env=self.env(**changed), cwd=CHECKOUT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def __call__(self, *arguments, lines="", **changed):
        process = self.start(*arguments, **changed)
        given = lines if isinstance(lines, bytes) else lines.encode()
        return self.ended(process, *process.communicate(given, timeout=TOO_LONG_S))

    def ended(self, process, out, err):
        ran = Ran(process.returncode, out.decode(), err.decode())
        assert "Traceback" not in ran.out + ran.err
        said = [line for line in ran.err.splitlines() if not line.startswith(BESIDE)]
        assert len(said) == (0 if ran.code == 0 else 1), ran.err
        assert self.site.api_key not in ran.out + ran.err
        return ran

    def ok(self, *arguments, **given):
        ran = self(*arguments, **given)
        assert ran.code == 0, ran.err
        return ran

    def sync(self, until="verified"):
        return self.ok("sync", "--until", until, "--timeout", "20", "--json").json

    def row(self, event, booking):
        rows = self.ok("roster", event, "--json").json
        return next(row for row in rows if row["booking_id"] == booking)

    @property
    def folder(self):
        """Where the site's store lies."""
        return self.data / "sites" / self.site.site_id

    def files(self):
        return [path for path in self.data.rglob("*") if path.is_file()]


@dataclass(frozen=True)
class Morning:
    """A site with one session and a booking of four, and a computer that loaded it."""

    folder: Path
    yoga: str
    dana: str


@pytest.fixture(scope="session")
def morning(tmp_path_factory):
    """Made once, copied for each test: loading takes a process of its own."""
    folder = tmp_path_factory.mktemp("morning")
    with DemoSite(folder / "site", time_zone=MIDDAY, seed="empty") as site:
        yoga = site.add_session("Yoga Flow")
        dana = site.add_booking(yoga, 4, "Dana", "Levi")
        Turnout(site, folder / "data").sync()
    return Morning(folder, yoga, dana)


@pytest.fixture
def site(morning, tmp_path):
    shutil.copytree(morning.folder / "site", tmp_path / "site")
    with DemoSite(tmp_path / "site", time_zone=MIDDAY, seed="empty") as site:
        yield site
        assert site.forbidden_writes() == []


@pytest.fixture
def turnout(site, tmp_path):
    """A computer that knows nothing of the site yet."""
    turnout = Turnout(site, tmp_path / "data")
    yield turnout
    key = site.api_key.encode()
    assert [path for path in turnout.files() if key in path.read_bytes()] == []


@pytest.fixture
def loaded(morning, turnout):
    """The day is on this computer."""
    shutil.copytree(morning.folder / "data", turnout.data)
    return turnout


@pytest.fixture
def yoga(morning):
    return morning.yoga


@pytest.fixture
def dana(morning):
    """A booking of four."""
    return morning.dana
