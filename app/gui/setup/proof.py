"""The page that proves it: the site and its day, so that nobody works on another one by mistake."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.trial import Trial
from app.gui import text_listed, text_setup
from app.gui.panels.stack import Card
from app.gui.setup.actions import Step
from app.gui.setup.page import Page
from app.gui.theme import Face, Look
from app.gui.words import iso


class ProofPage(Page):
    """Says what Wix said."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, Step.PROOF, parent)
        self.title.show_text(text_setup.proof_title)
        self.intro = self.words("intro", "muted")
        self.intro.show_text(text_setup.proof_intro)
        self.card = Card(look, self, 24)
        self.name = self.words("name", "text", Face.TITLE)
        self.today = self.words("today", "text", Face.HEADING)
        self.zone = self.words("zone", "muted")
        self.listed = self.words("listed", "muted")
        for part in (self.name, self.today, self.zone, self.listed):
            part.setParent(self.card)

    @property
    def onward(self) -> str:
        return text_setup.is_mine()

    def show_trial(self, trial: Trial) -> None:
        name = trial.facts.name if trial.facts else ""
        self.name.show_text(iso(name) if name else text_setup.nameless)
        self.today.show_text(partial(text_setup.today, trial))
        self.zone.show_text(partial(text_setup.zone_of, trial))
        self.listed.show_text(partial(text_listed.narrowed, trial))
        more = [(part, 8) for part in (self.listed, self.zone) if part.text()]
        self.card.show_parts([(self.name, 0), (self.today, 12), *more])
        self.spread((self.intro, 8), (self.card, 20))
