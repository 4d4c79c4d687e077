"""Which pictures are taken: each state once, and each screen once in every other form."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

import tests.screens
from app.gui.language import Language
from app.gui.theme import Measure, Theme
from tests.screens.set_up_scenes import set_up
from tests.screens.stage import LAPTOP, MONITOR, TABLET, Stage, set_stage, settle

Size = tuple[int, int]
BUSINESS = {
    "en": "en-GB",
    "he": "he-IL",
    "ar": "ar-EG",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
}
_LANGUAGE = Language()
EMPTY = ("no_data", "no_sessions")
DEMO = ("practice", "leave")
LOCAL = "busy"


class Form(NamedTuple):
    """How a screen is shown, and what its file is called after it."""

    name: str
    size: Size = LAPTOP
    theme: Theme = Theme.LIGHT
    language: str = "en"
    business: str = ""


PLAIN = Form("laptop")
OTHERS = (
    Form("dark", theme=Theme.DARK),
    Form("monitor", MONITOR),
    Form("tablet", TABLET),
    Form("he", language="he"),
    Form("ar", language="ar"),
    Form("de", language="de"),
)
ELSEWHERE = (
    Form("us", business="en-US"),
    Form("us-tablet", TABLET, business="en-US"),
    Form("ae", language="ar", business="ar-AE"),
    Form("fr", language="fr"),
    Form("es", language="es"),
)
"""Where times and states are longer: of one roster."""


def pictures(only: Sequence[str] = ()) -> list[tuple[str, Form]]:
    """Each is of a scene in a form; in the order of the scenes."""
    fullest = stand_for_a_screen()
    chosen = [name for name in scenes() if not only or name in only]
    return [(name, form) for name in chosen for form in _forms_of(name, fullest)]


def _forms_of(name: str, fullest: set[str]) -> Iterator[Form]:
    yield PLAIN
    yield from OTHERS if name in fullest else ()
    yield from ELSEWHERE if name == LOCAL else ()


def file_of(out: Path, name: str, form: Form) -> Path:
    return out / f"{name}-{form.name}.png"


def render(out: Path, chosen: Sequence[tuple[str, Form]]) -> None:
    """Take the pictures."""
    for name, form in chosen:
        speak(form.language, form.business)
        with shown(name, form) as window:
            window.grab().save(str(file_of(out, name, form)))
    speak("en")


def scenes() -> dict[str, Callable[[Any], None]]:
    """By name: first those of the desk, then the pages of the first run."""
    return {**_found("scene_"), **_found("pages_")}


def stand_for_a_screen() -> set[str]:
    return {name for module in _scene_modules() for name in module.STAND_FOR_A_SCREEN}


@contextmanager
def shown(name: str, form: Form) -> Iterator[QWidget]:
    """The window in that state; it is gone afterwards."""
    scene = scenes()[name]
    shoot = _pages if scene.__name__.startswith("pages_") else _desk
    with shoot(scene, form) as window:
        yield window


def speak(language: str, business: str = "") -> None:
    """With the dates, times and digits of a country where it is spoken."""
    _LANGUAGE.speak(language, business or BUSINESS[language])


def _found(prefix: str) -> dict[str, Callable[[Any], None]]:
    return {
        name.removeprefix(prefix): scene
        for module in _scene_modules()
        for name, scene in vars(module).items()
        if name.startswith(prefix)
    }


def _scene_modules() -> Iterator[Any]:
    """Each says in `STAND_FOR_A_SCREEN` which one state of each of its screens is the fullest."""
    for found in pkgutil.iter_modules(tests.screens.__path__):
        if found.name.endswith("_scenes"):
            yield importlib.import_module(f"tests.screens.{found.name}")


@contextmanager
def _desk(scene: Callable[[Stage], None], form: Form) -> Iterator[QWidget]:
    name = scene.__name__.removeprefix("scene_")
    practice = name.startswith(DEMO)
    stage = set_stage(form.size, form.theme, filled=name not in EMPTY, practice=practice)
    scene(stage)
    yield stage.window
    _let_go(stage.window)
    stage.made.store.close()


@contextmanager
def _pages(scene: Callable[[Any], None], form: Form) -> Iterator[QWidget]:
    window = set_up(form.theme, form.size)
    scene(window)
    settle()
    yield window
    _let_go(window)


def _let_go(window: QWidget) -> None:
    """Now: what is only to be deleted later is laid out anew by every scene until then."""
    window.close()
    window.deleteLater()
    Measure.stand(upright=False)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
