"""Where the icons and the languages lie."""

from __future__ import annotations

from pathlib import Path

import app


def resources(kind: str) -> Path:
    """Beside the package in a checkout, inside it once installed."""
    package = Path(app.__file__).parent
    inside = package / "_resources"
    return (inside if inside.is_dir() else package.parent / "resources") / kind
