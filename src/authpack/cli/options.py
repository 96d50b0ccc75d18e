"""Options that several commands share, and how their words are read."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from authpack.criteria.catalog import Catalog
    from authpack.criteria.finding import Determination
    from authpack.criteria.shelf import Shelf
    from authpack.domain.case import Case

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(text: str) -> date:
    """A date argument, YYYY-MM-DD; argparse's error otherwise."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("is not a date that exists, written YYYY-MM-DD") from None


def count(text: str) -> int:
    """A whole number of one or more, as argparse types go."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("is not a whole number of 1 or more")
    return int(text)


def add_policies(parser: argparse.ArgumentParser) -> None:
    """``--policies``: the practice's own folders, before those in AUTHPACK_POLICIES and the shipped ones."""
    parser.add_argument(
        "--policies",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="a folder of your own policies (may be repeated)",
    )


def add_choice(parser: argparse.ArgumentParser) -> None:
    """What is judged: policy, request and the two dates."""
    parser.add_argument(
        "--policy", metavar="ID", help="the policy; without it the one that the coverage leads to"
    )
    parser.add_argument("--request", metavar="ID", help="the request; needed when several are open")
    parser.add_argument(
        "--as-of", metavar="DATE", type=day, help="the day of the facts (default: the request date)"
    )
    parser.add_argument(
        "--policy-date",
        metavar="DATE",
        type=day,
        help="the day that picks the revision (default: the request date)",
    )
    add_policies(parser)


def pair(text: str) -> tuple[str, str]:
    """An argument NAME=VALUE; argparse's error otherwise."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError("is not written NAME=VALUE")
    return name.strip(), value.strip()


def add_templates(parser: argparse.ArgumentParser) -> None:
    """``--templates``: the practice's own folders, before those in AUTHPACK_TEMPLATES and the shipped ones."""
    parser.add_argument(
        "--templates",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="a folder of your own templates",
    )


def add_force(parser: argparse.ArgumentParser) -> None:
    """``--force``: overwrite."""
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")


def judged(case: Case, arguments: argparse.Namespace) -> Determination:
    """The determination that the options ask for; only the policy that is needed is loaded."""
    from authpack import api

    shelf = api.shelf(arguments.policies)
    return api.check(
        case,
        policy=arguments.policy,
        request=arguments.request,
        as_of=arguments.as_of,
        policy_date=arguments.policy_date,
        library=_library(case, shelf, arguments),
        shelf=shelf,
    )


def _library(case: Case, shelf: Shelf, arguments: argparse.Namespace) -> Catalog:
    """The policy named by the option, else the one that the coverage leads to; all when there is no such one."""
    from authpack import api

    named = arguments.policy
    if named is None:
        coverage = case.coverage_of(api.request_of(case, arguments.request))
        named = coverage.policy if coverage else None
    if named is None:
        dates = {"as_of": arguments.as_of, "policy_date": arguments.policy_date}
        named = api.route(case, request=arguments.request, shelf=shelf, **dates).policy
    found = api.catalog(arguments.policies, only=named, shelf=shelf) if named else api.Catalog({}, {})
    # An unknown id is refused with the nearest ones, which takes them all.
    return found if found.revisions or named is None else api.catalog(arguments.policies)
