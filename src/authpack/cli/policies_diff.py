"""``authpack policies diff``: two revisions threshold by threshold, and which open cases answer otherwise."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from authpack.cli import options, output

if TYPE_CHECKING:
    from authpack.criteria.policy import Policy
    from authpack.criteria.policy_diff import Difference, Effect
    from authpack.domain.case import Case

TITLES = {
    "head": "The revision itself",
    "scope": "Phases and indications",
    "removed": "No longer asked",
    "added": "Newly asked",
    "threshold": "Thresholds and limits",
    "route": "Routes: how the criteria are joined",
    "wording": "Wording and evidence (the summary changed, not a number)",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Options and the function that runs."""
    parser.epilog = (
        "OLD and NEW are policy files, ids (the newest revision), or ID@DATE (the one in force then)."
    )
    parser.add_argument("old", metavar="OLD", help="the older revision")
    parser.add_argument("new", metavar="NEW", help="the newer revision")
    parser.add_argument(
        "--cases",
        metavar="DIR",
        type=Path,
        help="a folder of case files: which open requests answer otherwise",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; 0 whatever differs."""
    from authpack.criteria.policy_diff import differences, effects

    old, new = (chosen(name, arguments.policies) for name in (arguments.old, arguments.new))
    found = differences(old, new)
    cases, unread = _cases(arguments.cases) if arguments.cases else ([], [])
    changed = effects(cases, old, new) if arguments.cases else None
    if arguments.format == "json":
        output.emit(json.dumps(_data(old, new, found, changed, unread), ensure_ascii=False, indent=2))
    else:
        output.emit("\n".join(_text(old, new, found, changed, unread)))
    return 0


def chosen(name: str, folders: Iterable[Path]) -> Policy:
    """The revision a word names: a file, an id, or ``id@date``. InputError, PolicyChoiceError."""
    from authpack import api
    from authpack.criteria.loading import load_policy
    from authpack.errors import InputError

    path = Path(name)
    if path.suffix.lower() in (".yaml", ".yml"):
        return load_policy(path, local=True)
    identifier, mark, written = name.partition("@")
    library = api.catalog(folders, only=identifier)
    if not library.revisions:
        library = api.catalog(folders)
    if not mark:
        return library.newest(identifier)
    try:
        day = options.day(written)
    except argparse.ArgumentTypeError as error:
        raise InputError(f"The date of {identifier}@... {error}.", do="Write it as ID@YYYY-MM-DD.") from None
    found = library.governing(identifier, day)
    if not found.in_force(day):
        raise InputError(
            f"No revision of {identifier} at hand was in force on {day}.",
            do="`authpack policies list` shows all.",
        )
    return found


def _cases(folder: Path) -> tuple[list[tuple[str, Case]], list[str]]:
    """Every case file below a folder, and the names of those that cannot be read."""
    from authpack import api
    from authpack.errors import AuthpackError, InputError

    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder.", do="Name the folder that holds the case files.")
    cases, unread = [], []
    for path in sorted(one for one in folder.rglob("*") if one.suffix.lower() in (".yaml", ".yml", ".json")):
        name = path.relative_to(folder).as_posix()
        try:
            cases.append((name, api.load_case(path)))
        except AuthpackError:
            unread.append(name)
    return cases, unread


def _data(
    old: Policy, new: Policy, found: list[Difference], changed: list[Effect] | None, unread: list[str]
) -> dict[str, object]:
    from dataclasses import asdict

    data: dict[str, object] = {
        "old": {"id": old.id, "file": old.file, "sha256": old.sha256},
        "new": {"id": new.id, "file": new.file, "sha256": new.sha256},
        "differences": [asdict(one) for one in found],
    }
    if changed is not None:
        data["cases"] = [{**asdict(one), "changed": one.changed} for one in changed]
        data["unread"] = unread
    return data


def _text(
    old: Policy, new: Policy, found: list[Difference], changed: list[Effect] | None, unread: list[str]
) -> list[str]:
    from authpack.cli.tables import indented, wrap
    from authpack.criteria.policy_diff import by_weight

    width, colour = output.width(), output.colour()
    lines = wrap(f"{_name(old)} -> {_name(new)}", width)
    for kind, rows in by_weight(found).items():
        lines += ["", output.painted(f"{TITLES[kind]} ({len(rows)})", "bold", colour)]
        for one in rows:
            place = ": ".join(part for part in (one.where, one.id) if part)
            lines += indented(f"{place}: {one.text}" if place else one.text, width, "  ", "-")
    if not found:
        lines += ["", "Nothing differs that a request could notice."]
    return lines + (_effects(changed, unread, width) if changed is not None else [])


def _name(policy: Policy) -> str:
    return f"{policy.id}, revision {policy.head.revision}, from {policy.head.effective_from}"


def _effects(changed: list[Effect], unread: list[str], width: int) -> list[str]:
    from authpack.cli.tables import indented

    other = [one for one in changed if one.changed]
    lines = ["", f"Open requests: {len(changed)}, of which {len(other)} answer otherwise."]
    for one in other:
        lines += indented(f"{one.case}, request {one.request}: {one.before} -> {one.after}", width, "  ", "-")
        for name, words in one.criteria:
            lines += indented(f"{name}: {words}", width, "    ")
    quiet = [one for one in changed if not one.changed and one.criteria]
    for one in quiet:
        lines += indented(
            f"{one.case}, request {one.request}: same answer, other criteria decide", width, "  ", "-"
        )
    lines += [f"Not read as a case: {', '.join(unread)}"] if unread else []
    return lines
