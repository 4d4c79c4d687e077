"""From nothing to the first paint: whole processes, ours and a bare one in turns."""

from __future__ import annotations

import compileall
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from app.system.paths import site_folder
from tests.benchmarks.days import fill

ROOT = Path(__file__).parent.parent.parent
SITE_ID = "benchmark"


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians in milliseconds, and what was found wrong on the way."""

    ours_ms: float
    bare_ms: float
    complaints: str = ""
    after: str = ""

    @property
    def ratio(self) -> float:
        return self.ours_ms / self.bare_ms


def first_paint(runs: int) -> Pair:
    """Both with compiled bytecode, one run of each not counted."""
    for folder in ("app", "tests"):
        compileall.compile_dir(ROOT / folder, quiet=2)
    with tempfile.TemporaryDirectory() as data:
        fill(site_folder(Path(data), SITE_ID))
        environment = _environment(Path(data))
        ours, whole, bare, said = [], [], [], ""
        for _ in range(runs + 1):
            bare.append(_start("tests.benchmarks.paint_bare", environment)[0][0])
            (names_ms, desk_ms), complaint = _start("tests.benchmarks.paint_ours", environment)
            ours.append(names_ms)
            whole.append(desk_ms)
            said = said or complaint
    desk_ms, bare_ms = statistics.median(whole[1:]), statistics.median(bare[1:])
    after = f"the whole desk after {desk_ms:.2f} ms, ratio {desk_ms / bare_ms:.2f}"
    return Pair(statistics.median(ours[1:]), bare_ms, said, after)


def _environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    screen = data / "screen.json"
    size = {"x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [{"name": "desk", **size}]}))
    return kept | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "TURNOUT_DATA_DIR": str(data),
        "TURNOUT_SITE_ID": SITE_ID,
        "TURNOUT_API_KEY": "none",
        "TURNOUT_API_URL": "http://127.0.0.1:9",
    }


def _start(module: str, environment: dict[str, str]) -> tuple[list[float], str]:
    """The moments it told of, in ms since it was started, and its complaints."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", module],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if not done.stdout:
        raise RuntimeError(f"{module} painted nothing: {done.stderr}")
    return [(float(told) - began) * 1000 for told in done.stdout.split()], done.stderr
