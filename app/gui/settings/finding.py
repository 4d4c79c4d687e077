"""Whether a setting is what somebody looks for: each word typed is the begin of a word of it."""

from __future__ import annotations

from app.domain.folding import fold


def words_in(typed: str) -> tuple[str, ...]:
    return tuple(fold(typed).split())


def matches(words: tuple[str, ...], *texts: str) -> bool:
    """Without any word everything is."""
    within = f" {fold(' '.join(texts))}"
    return all(f" {word}" in within for word in words)
