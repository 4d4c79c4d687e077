"""Which pictures are taken: each state once, and each screen once in every other form."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

import tests.screens
from app.gui.language import Language
from app.gui.theme import Theme
from tests.screens.set_up_scenes import set_up
from tests.screens.stage import LAPTOP, MONITOR, TABLET, Stage, set_stage, settle

Size = tuple[int, int]
BUSINESS = {"en": "en-GB", "he": "he-IL", "ar": "ar-EG", "de": "de-DE"}
_LANGUAGE = Language()
EMPTY = ("no_data", "no_sessions")
DEMO = ("practice", "leave")


class Form(NamedTuple):
    """How a screen is shown, and what its file is called after it."""

    name: str
    size: Size = LAPTOP
    theme: Theme = Theme.LIGHT
    language: str = "en"


PLAIN = Form("laptop")
OTHERS = (
    Form("dark", theme=Theme.DARK),
    Form("monitor", MONITOR),
    Form("tablet", TABLET),
    Form("he", language="he"),
    Form("ar", language="ar"),
    Form("de", language="de"),
)


def render(out: Path, only: Sequence[str] = ()) -> list[Path]:
    """Take the pictures; return their files in the order of the scenes."""
    files = []
    scenes = {**_found("scene_"), **_found("pages_")}
    for_a_screen = {name for module in _scene_modules() for name in module.STAND_FOR_A_SCREEN}
    for name, scene in scenes.items():
        if only and name not in only:
            continue
        for form in (PLAIN, *(OTHERS if name in for_a_screen else ())):
            speak(form.language)
            shoot = _shoot_pages if scene.__name__.startswith("pages_") else _shoot_desk
            files.append(out / f"{name}-{form.name}.png")
            shoot(files[-1], scene, form)
    speak("en")
    return files


def speak(language: str) -> None:
    """With the dates, times and digits of a country where it is spoken."""
    _LANGUAGE.speak(language, BUSINESS[language])


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


def _shoot_desk(file: Path, scene: Callable[[Stage], None], form: Form) -> None:
    name = scene.__name__.removeprefix("scene_")
    practice = name.startswith(DEMO)
    stage = set_stage(form.size, form.theme, filled=name not in EMPTY, practice=practice)
    scene(stage)
    stage.window.grab().save(str(file))
    _let_go(stage.window)
    stage.made.store.close()


def _shoot_pages(file: Path, scene: Callable[[Any], None], form: Form) -> None:
    window = set_up(form.theme, form.size)
    scene(window)
    settle()
    window.grab().save(str(file))
    _let_go(window)


def _let_go(window: QWidget) -> None:
    """Now: what is only to be deleted later is laid out anew by every scene until then."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
