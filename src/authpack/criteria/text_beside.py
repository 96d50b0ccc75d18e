"""A payer's text, page by page, beside the encoded criteria, so that a person can compare them.

A criterion is put beside the page with which it shares most words; that is a help for the eye and says
nothing about agreement. Nothing is encoded from the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from authpack.criteria.leaf_words import phrases
from authpack.criteria.policy import Node, Policy

ENOUGH = 0.5
"""Least share of a criterion's words (0 to 1) that a page must hold to be named."""
_WORD = re.compile(r"[a-z]{4,}|\d+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its text, and the criteria that share most words with it."""

    number: int
    text: str
    criteria: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The pages, and the criteria that share too few words with any."""

    pages: tuple[Page, ...]
    nowhere: tuple[Node, ...]

    @property
    def without_text(self) -> list[int]:
        """Pages that hold no text: perhaps scanned."""
        return [one.number for one in self.pages if not one.text.strip()]


def beside(texts: Sequence[str], policy: Policy | None) -> Beside:
    """Put each leaf of a policy beside its likeliest page; without a policy, the pages alone."""
    words = [set(_WORD.findall(text.lower())) for text in texts]
    placed: list[list[Node]] = [[] for _ in texts]
    nowhere: list[Node] = []
    for node in _criteria(policy):
        place = _likeliest(node, words)
        (nowhere if place is None else placed[place]).append(node)
    pages = tuple(Page(place + 1, text, tuple(placed[place])) for place, text in enumerate(texts))
    return Beside(pages, tuple(nowhere))


def _criteria(policy: Policy | None) -> list[Node]:
    if policy is None:
        return []
    return [
        one for one in policy.nodes.values() if one.is_leaf or one.kind in ("not_covered", "text_not_seen")
    ]


def _likeliest(node: Node, pages: Sequence[set[str]]) -> int | None:
    wanted = set(_WORD.findall(node.says.lower()))
    if not wanted or not pages:
        return None
    share = [len(wanted & page) / len(wanted) for page in pages]
    best = max(range(len(share)), key=lambda place: share[place])
    return best if share[best] >= ENOUGH else None


def criterion_words(node: Node) -> str:
    """A criterion as it stands beside the text: id, section, summary and what the leaf asks."""
    asked = "; ".join(phrases(node))
    return f"{node.id} ({node.section}): {node.says}" + (f" [{asked}]" if asked else "")
