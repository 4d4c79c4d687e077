"""A device on an empty demo site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.demo import DemoSite
from tests.desks import MIDDAY
from tests.rigs import Rig


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DemoSite]:
    with DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY) as made:
        yield made
        assert made.forbidden_writes() == []


@pytest.fixture
def rig(site: DemoSite, tmp_path: Path) -> Iterator[Rig]:
    made = Rig(site, tmp_path / "device")
    yield made
    made.close()
