"""Names that are only like what was typed: for a slip of the finger, or of the ear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from app.checkin.name_index import Entry

LEAST: Final = 3
"""Of fewer letters everything is close to everything."""
ALIKE: Final = 0.7
CLOSE_WORDS: Final = 12
BEYOND: Final = 1
"""A name may go on behind what was typed so far; so much of the rest is compared."""


def read_in() -> None:
    """Import what compares: two frames, whichever thread it is on, as nobody else can run then."""
    import rapidfuzz.process  # noqa: F401, PLC0415


class Closeness:
    """The words of all names, each with who has it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(self._entries):
            for word in entry.words.split():
                self._having[word].append(at)

    def close_to(self, words: Iterable[str]) -> list[Entry]:
        """Who has a word close to each of these, the closest first."""
        scores: dict[int, float] | None = None
        for typed in words:
            found = self._having_like(typed)
            if scores is None:
                scores = found
            else:
                scores = {at: scores[at] + found[at] for at in scores.keys() & found.keys()}
        ranked = sorted((scores or {}).items(), key=lambda each: (-each[1], each[0]))
        return [self._entries[at] for at, _ in ranked]

    def _having_like(self, typed: str) -> dict[int, float]:
        # Where it was not read in before, it is when it is first needed.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        begins: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._having:
            begins[word[: len(typed) + BEYOND]].append(word)
        close = process.extract(
            typed,
            list(begins),
            scorer=OSA.normalized_similarity,
            score_cutoff=ALIKE,
            limit=CLOSE_WORDS,
        )
        found: dict[int, float] = {}
        for begin, score, _ in close:
            for word in begins[begin]:
                for at in self._having[word]:
                    found.setdefault(at, score)  # the closest come first
        return found
