"""``authpack denial``: from a payer's paper to a confirmed denial, its kind, its deadlines and its route."""

from __future__ import annotations

import argparse

from authpack.cli.tables import fitted

VERBS = {
    "read": (
        "denial_read",
        "propose what a denial letter (.pdf, .txt) says, and write what a person confirms",
    ),
    "remit": ("denial_remit", "list the denied TMS lines of an X12 835 remittance"),
    "response": (
        "denial_response",
        "read a FHIR ClaimResponse: approved, pended, denied, modified, rejected",
    ),
    "new": ("denial_new", "write a commented denial file to fill in by hand"),
    "check": ("denial_check", "check a denial file by itself or against a case"),
    "add": ("denial_add", "put a denial file into a new copy of a case"),
    "show": ("denial_show", "what happened, by when and to whom to answer, with what kind of answer"),
    "deadlines": (
        "denial_deadlines",
        "every deadline of a denial, how it was computed, as text or calendar file",
    ),
}
"""Words that may follow ``denial``: the module of each, and what it does."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Without a verb there is nothing to do but to name them."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = fitted(["verbs:", *(f"  {name:9}  {says}" for name, (_, says) in VERBS.items())])
    parser.add_argument("verb", metavar="VERB", choices=VERBS, help="one of the verbs below")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Never reached: argparse refuses a word that is no verb, and a verb runs its own module."""
    return 2
