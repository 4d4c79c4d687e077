"""Four hundred sessions: the desk is of use at once, and says how far the day has come."""

import json
import os
import re
import subprocess
import sys

from app.demo import DemoSite
from tests.app.conftest import CHECKOUT, TOO_LONG_S
from tests.desks import MIDDAY


def test_while_four_hundred_sessions_load_one_counts_people_already(tmp_path):
    """The window of the program, on a computer that never saw the day before."""
    with DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY) as site:
        site.big_day(400, 8_000)
        environment = {
            **os.environ,
            "TURNOUT_API_URL": site.url,
            "TURNOUT_API_KEY": site.api_key,
            "TURNOUT_SITE_ID": site.site_id,
            "TURNOUT_DATA_DIR": str(tmp_path / "data"),
        }
        shown = subprocess.run(
            [sys.executable, "-m", "tests.app.large_day_window"],
            env=environment, cwd=CHECKOUT, check=True, capture_output=True, timeout=TOO_LONG_S,
        )  # fmt: skip
    found = json.loads(shown.stdout)
    done = re.fullmatch(r"Sync: Loading · (\d+) of 400 sessions", found["said"])
    assert done is not None, found
    assert 0 < int(done[1]) < 400
    assert found["sessions"] == 400
    before, after = (re.fullmatch(r"(\d) of ([1-4]) in", said) for said in found["row"])
    assert before is not None, found
    assert after is not None, found
    assert (int(after[1]), after[2]) == (int(before[1]) + 1, before[2])
