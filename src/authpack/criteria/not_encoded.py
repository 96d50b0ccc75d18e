"""Payers that are known but hold no rule to judge by: what the registry says of them."""

from __future__ import annotations

from functools import lru_cache

from authpack.content import shipped
from authpack.criteria.shelf import plain
from authpack.textio import load_yaml


def not_encoded(payer: str) -> str | None:
    """Why no policy of this payer is held; None for a payer that the registry does not list."""
    return _reasons().get(plain(payer))


@lru_cache(maxsize=1)
def _reasons() -> dict[str, str]:
    """Names -> reason, from the hand-kept upper part of the registry."""
    # Imported when needed: only a payer without a policy leads here.
    from authpack.criteria.registry import MARK, NAME, Registry

    text = (shipped("payer_criteria") / NAME).read_text(encoding="utf-8")
    # The generated part below the mark is many times as long, and says nothing here.
    upper = load_yaml(text.partition(MARK)[0], NAME).data
    rows = Registry.model_validate(
        {key: value for key, value in upper.items() if value is not None}
    ).not_encoded
    return {plain(name): row.reason for row in rows for name in (row.payer, *row.aliases)}
