"""The words that name a drug, for reading a finished document back (a drug without a trace is refused)."""

from __future__ import annotations

import re
from functools import lru_cache

# Parts of names that are ordinary words or release forms, so that a text holding them names no drug.
_ORDINARY = frozenset(
    (
        *("and", "the", "weekly", "salts", "mixed", "patch", "system", "infusion", "transdermal", "acid"),
        *("sodium", "carbonate", "citrate", "besylate", "pamoate", "mesylate", "sprinkle", "ofc"),
    )
)


@lru_cache(maxsize=1)
def drug_words() -> frozenset[str]:
    """Every generic and brand name's distinctive words, lower case ("escitalopram", "lexapro", "soltab").

    Short tokens (XL, T3, HCl) are left out: they name no drug by themselves.
    """
    from authpack.reference.drug_names import index

    return frozenset(
        word for key in index() for word in key if len(word) > 3 and word.isalpha() and word not in _ORDINARY
    )


@lru_cache(maxsize=1)
def drug_pattern() -> re.Pattern[str]:
    """A case-blind pattern that finds each such word standing by itself."""
    longest_first = sorted(drug_words(), key=lambda word: (-len(word), word))
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(longest_first) + r")(?![A-Za-z])", re.IGNORECASE)
