"""The pictures: a name that no scene has draws nothing, and is not taken for success."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["desck"], "There is no scene 'desck'. Near it: desk"), ([], "Say where to")],
)
def test_a_slip_is_refused_with_the_names_near_it(tmp_path, arguments, told):
    out = tmp_path / "out"
    given = [str(out), *arguments] if arguments else []
    ran = subprocess.run(
        [sys.executable, "-m", "tests.screens", *given],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert not out.exists()
