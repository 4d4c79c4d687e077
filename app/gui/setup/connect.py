"""The first page: what reaches a site, by a key or by an app, and whether it works."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.fitting import Fitting
from app.domain.trial import Cause, Trial
from app.gui import text, text_app, text_setup
from app.gui.panels.stack import ButtonLine, Hint, Part
from app.gui.setup.actions import Answered, Left, Pasted, Step
from app.gui.setup.credentials import NAME, AppForm, Form, KeyForm, Misuse
from app.gui.setup.needs import NeedList
from app.gui.setup.network import NetworkFold
from app.gui.setup.page import Page
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.words import spoken

LISTED: Final = (Cause.NONE, Cause.NOT_ALLOWED, Cause.WRONG_SITE, Cause.REFUSED)


class ConnectPage(Page):
    """What was typed stays. What was tested is forgotten with the first change to it."""

    wanted = Signal(object)
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
        self.by_key, self.by_app = KeyForm(look, self), AppForm(look, self)
        self.form: Form = self.by_app if left.fitting.app_id else self.by_key
        self.test = TextButton(look, f"{NAME}.test", self, Dress.FILLED)
        self.other = TextButton(look, f"{NAME}.other", self)
        self.network = NetworkFold(look, left.fitting.network, self)
        self._line = ButtonLine(self)
        self._line.show_buttons(self.test, self.other)
        self.good = Hint(look, Tone.SUCCESS, "check", self.words("good", "on_success", Face.LABEL))
        self.bad = Hint(look, Tone.DANGER, "attention", self.words("bad", "on_danger", Face.LABEL))
        self.needs = NeedList(look, self)
        self._begin()

    def _begin(self) -> None:
        self.form.show_left(Pasted(self._left.site_id, "", self._left.fitting.app_id))
        self.test.clicked.connect(self.on_test)
        self.other.clicked.connect(self._on_other)
        for field in (*self.by_key.fields, *self.by_app.fields):
            field.entry.returnPressed.connect(self.on_test)
            field.entry.textChanged.connect(self._on_changed)
        self.network.changed.connect(self._on_changed)
        self.network.folded.connect(self._spread)
        self.setFocusProxy(self.form.fields[0].entry)
        self.show_tested(None)

    @property
    def onward(self) -> str:
        return text_setup.go_on()

    @property
    def site_id(self) -> str:
        return self.form.pasted.site_id

    @property
    def app_id(self) -> str:
        return self.form.pasted.app_id

    @property
    def kept(self) -> bool:
        """Whether this computer has a key, or the app's secret, for what stands there."""
        known = (self._left.site_id, self._left.fitting.app_id)
        return self._left.kept and (self.site_id, self.app_id) == known

    @property
    def found(self) -> tuple[QWidget, QWidget]:
        """The first and the last part of what the test found."""
        said = self.good if self.good.words.text() else self.bad
        return said, said if self._listed is None else self.needs

    @property
    def _misuse(self) -> Misuse | None:
        return self.form.misuse(kept=self.kept) or self.network.misuse()

    @property
    def _listed(self) -> Trial | None:
        """Where the key, the network or the site as a whole is wrong, a list would only mislead."""
        trial = self.tested.trial if self.tested else None
        return trial if trial is not None and trial.cause in LISTED else None

    def enter(self, reason: Qt.FocusReason) -> None:
        misuse = self._misuse
        (misuse[0].entry if misuse else self.test).setFocus(reason)

    def on_test(self) -> None:
        if self.busy:
            return
        if misuse := self._misuse:
            field, problem = misuse
            if field in self.network.fields:
                self.network.unfold()
            self.show_tested(Answered(None, problem))
            field.entry.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show_tested(None)
        self.busy = True
        self._show_test()
        self.wanted.emit(self.form.pasted._replace(network=self.network.network))

    def show_tested(self, tested: Answered | None) -> None:
        self.tested, self.busy = tested, False
        works = tested is not None and tested.works
        if tested is not None and tested.kept:
            # It is in the secret store now: no field needs to hold it any longer.
            self._left = Left(self.site_id, kept=True, fitting=Fitting(app_id=self.app_id))
            self.form.clear_secret()
        self.good.words.show_text(text_setup.everything_works if works else "")
        problem = partial(_problem, tested, by_app=self.form is self.by_app) if tested else ""
        self.bad.words.show_text("" if works else problem)
        self._show_test()
        self.form.show_kept(kept=self.kept)
        self.be_ready(works, "" if works else text_setup.test_first)
        self._spread()
        if tested is not None:
            self.said.emit(self.good.words.text() or self.bad.words.text())

    def _spread(self) -> None:
        by_app = self.form is self.by_app
        self.intro.show_text(text_setup.connect_intro if not by_app else text_app.intro)
        words = text_app.use_key if by_app else text_app.use_app
        self.other.show_caption(words)
        self.other.describe(words)
        parts: list[Part] = [(self.intro, 8), *self.form.parts, (self._line, 20)]
        parts += self.network.parts
        parts += [(part, 16) for part in (self.good, self.bad) if part.words.text()]
        if (trial := self._listed) is not None:
            self.needs.show_trial(trial, text_app.tick if by_app else text_setup.tick)
            parts.append((self.needs, 12))
        self.spread(*parts)

    def _show_test(self) -> None:
        words = text_setup.testing if self.busy else text_setup.test
        works = self.tested is not None and self.tested.works
        self.test.show_caption(words, Dress.OUTLINED if works else Dress.FILLED)
        self.test.describe(words)

    def _on_other(self) -> None:
        """What was typed into the one is there again when somebody comes back to it."""
        self.form = self.by_key if self.form is self.by_app else self.by_app
        self.changed.emit()
        self.show_tested(None)
        self.form.fields[0].entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        self.changed.emit()
        if self.tested is not None or self.busy or self._left.kept:
            self.show_tested(None)


def _problem(found: Answered, *, by_app: bool) -> str:
    """The key that cannot be kept is put right after the one that does not work."""
    problem = text.told(spoken(found.problem))
    if found.trial is None:
        return problem
    if found.trial.failed:
        words = text_app.what_to_do(found.trial) if by_app else ""
        return problem or words or text_setup.what_to_do(found.trial)
    return text_app.not_kept(problem) if by_app else text_setup.not_kept(problem)
