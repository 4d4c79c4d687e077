"""The first page: a site id and a key, and whether they work."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.trial import Cause, Trial, pasted_key, pasted_site_id
from app.gui import text, text_setup
from app.gui.panels.stack import ButtonLine, Hint, Part
from app.gui.setup.actions import Answered, Left, Step
from app.gui.setup.needs import NeedList
from app.gui.setup.page import Page
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.field import Field
from app.gui.words import Words, spoken

NAME: Final = "setup.connect"
LISTED: Final = (Cause.NONE, Cause.NOT_ALLOWED, Cause.WRONG_SITE, Cause.REFUSED)


class ConnectPage(Page):
    """What was typed stays. What was tested is forgotten with the first change to it."""

    wanted = Signal(str, str)
    changed = Signal()
    said = Signal(str)

    def __init__(self, look: Look, left: Left, parent: QWidget) -> None:
        super().__init__(look, Step.CONNECT, parent)
        self._left = left
        self.tested: Answered | None = None
        self.busy = False
        self.title.show_text(text_setup.connect_title)
        self.intro = self.words("intro", "muted")
        self.intro.show_text(text_setup.connect_intro)
        self.site = Field(look, f"{NAME}.site", text_setup.site_id, self)
        self.site_hint = self.words("site.hint", "muted", Face.SMALL)
        self.site_hint.show_text(text_setup.site_id_hint)
        self.key = Field(look, f"{NAME}.key", text_setup.key, self)
        self.key_hint = self.words("key.hint", "muted", Face.SMALL)
        self.test = TextButton(look, f"{NAME}.test", self, Dress.FILLED)
        self._line = ButtonLine(self)
        self._line.show_buttons(self.test)
        self.good = Hint(look, Tone.SUCCESS, "check", self.words("good", "on_success", Face.LABEL))
        self.bad = Hint(look, Tone.DANGER, "attention", self.words("bad", "on_danger", Face.LABEL))
        self.needs = NeedList(look, self)
        self._begin()

    def _begin(self) -> None:
        self.site.entry.setText(self._left.site_id)
        # Whoever stands behind the desk does not read it, and nobody copies it out of here.
        self.key.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.test.clicked.connect(self.on_test)
        for field in (self.site, self.key):
            field.entry.returnPressed.connect(self.on_test)
            field.entry.textChanged.connect(self._on_changed)
        self.setFocusProxy(self.site.entry)
        self.show_tested(None)

    @property
    def onward(self) -> str:
        return text_setup.go_on()

    @property
    def site_id(self) -> str:
        return pasted_site_id(self.site.text)

    @property
    def kept(self) -> bool:
        """Whether this computer has a key for what stands there."""
        return self._left.kept and self.site_id == self._left.site_id

    @property
    def found(self) -> tuple[QWidget, QWidget]:
        """The first and the last part of what the test found."""
        said = self.good if self.good.words.text() else self.bad
        return said, said if self._listed is None else self.needs

    @property
    def _listed(self) -> Trial | None:
        """Where the key, the network or the site as a whole is wrong, a list would only mislead."""
        trial = self.tested.trial if self.tested else None
        return trial if trial is not None and trial.cause in LISTED else None

    def enter(self, reason: Qt.FocusReason) -> None:
        if not self.site_id:
            self.site.entry.setFocus(reason)
        elif not (self.kept or self.key.text):
            self.key.entry.setFocus(reason)
        else:
            self.test.setFocus(reason)

    def on_test(self) -> None:
        if self.busy:
            return
        key = pasted_key(self.key.text)
        if misuse := self._misuse(key):
            field, problem = misuse
            self.show_tested(Answered(None, problem))
            field.entry.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show_tested(None)
        self.busy = True
        self._show_test()
        self.wanted.emit(self.site_id, key)

    def show_tested(self, tested: Answered | None) -> None:
        self.tested, self.busy = tested, False
        works = tested is not None and tested.works
        if tested is not None and tested.kept:
            # It is in the secret store now: no field needs to hold it any longer.
            self._left = Left(self.site_id, kept=True)
            self._clear_key()
        self.good.words.show_text(text_setup.everything_works if works else "")
        self.bad.words.show_text(partial(_problem, tested) if tested and not works else "")
        self._show_test()
        self.key_hint.show_text(text_setup.key_is_kept if self.kept else text_setup.key_hint)
        self.be_ready(works, "" if works else text_setup.test_first)
        self._spread()
        if tested is not None:
            self.said.emit(self.good.words.text() or self.bad.words.text())

    def _spread(self) -> None:
        parts: list[Part] = [(self.intro, 8), (self.site, 20), (self.site_hint, 4)]
        parts += [(self.key, 16), (self.key_hint, 4), (self._line, 20)]
        parts += [(part, 16) for part in (self.good, self.bad) if part.words.text()]
        if (trial := self._listed) is not None:
            self.needs.show_trial(trial)
            parts.append((self.needs, 12))
        self.spread(*parts)

    def _show_test(self) -> None:
        words = text_setup.testing if self.busy else text_setup.test
        works = self.tested is not None and self.tested.works
        self.test.show_caption(words, Dress.OUTLINED if works else Dress.FILLED)
        self.test.describe(words)

    def _misuse(self, key: str) -> tuple[Field, Words] | None:
        """What nobody needs to ask Wix about, and where it stands."""
        if not self.site.text.strip():
            return self.site, text_setup.no_site_id
        if not self.site_id:
            return self.site, text_setup.not_a_site_id
        if pasted_site_id(key):
            return self.key, text_setup.key_is_a_site_id
        return None if key or self.kept else (self.key, text_setup.no_key)

    def _clear_key(self) -> None:
        blocked = self.key.entry.blockSignals(True)
        self.key.entry.clear()
        self.key.entry.blockSignals(blocked)

    def _on_changed(self) -> None:
        self.changed.emit()
        if self.tested is not None or self.busy or self._left.kept:
            self.show_tested(None)


def _problem(found: Answered) -> str:
    """The key that cannot be kept is put right after the one that does not work."""
    problem = text.told(spoken(found.problem))
    if found.trial is None:
        return problem
    if found.trial.failed:
        return problem or text_setup.what_to_do(found.trial)
    return text_setup.not_kept(problem)
