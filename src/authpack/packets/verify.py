"""Checks a manifest later: are the files, the policy and the templates still those that it names?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from authpack import __version__
from authpack.errors import InputError
from authpack.packets.exhibits import leads_out
from authpack.packets.manifest import SCHEMA, InputFile, Manifest, PolicyEntry, TemplateEntry, digest
from authpack.textio import load_json, validation_faults

State = Literal["same", "changed", "missing", "not_checked"]


@dataclass(frozen=True, slots=True)
class Verified:
    """One thing that the manifest names. ``what``: manifest, packet, letter_trace, exhibit, case, policy, template ..."""

    what: str
    name: str
    state: State
    note: str = ""


def read_manifest(path: Path) -> Manifest:
    """A manifest file; InputError for anything else."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read ({error.strerror or type(error).__name__}).", do="Check the name."
        ) from None
    except UnicodeDecodeError:
        raise _no_manifest(path) from None
    loaded = load_json(text, path.name)
    if not isinstance(loaded.data, dict) or loaded.data.get("schema") != SCHEMA:
        raise _no_manifest(path)
    try:
        return Manifest.model_validate(loaded.data)
    except ValidationError as error:
        raise InputError(
            f"{path.name} cannot be used.",
            faults=validation_faults(error, loaded, model=Manifest),
            do="Take the manifest as it was written.",
        ) from None


def _no_manifest(path: Path) -> InputError:
    return InputError(
        f"{path.name} is not a manifest of a packet ({SCHEMA}).", do="Name the .manifest.json file."
    )


def verify(
    manifest: Manifest,
    *,
    packet: Path,
    exhibits: Path | None,
    case: Path | None,
    templates: Sequence[Path],
    policy: Callable[[PolicyEntry], str | None],
) -> list[Verified]:
    """Everything that the manifest names, each with its state.

    ``packet``: the folder of the written files; ``exhibits``: of the attachments (not checked without); ``case``: the
    case file; ``policy``: gives the sha256 of the revision that is held now for an entry, None when there is none.
    """
    found = [_seal(manifest)]
    found += [_file(one.role, packet / one.name, one.name, one.sha256) for one in manifest.outputs]
    for one in manifest.inputs:
        if one.role == "case":
            found.append(_file("case", case, "the case file", one.sha256))
        else:
            found.append(_file(one.role, _place(one, exhibits), one.id, one.sha256))
    found.append(_policy(manifest.policy, policy(manifest.policy)))
    found += _templates(manifest.templates, templates)
    found.append(_program(manifest.program))
    return found


def _seal(manifest: Manifest) -> Verified:
    if manifest.seal is None:
        return Verified("manifest", "the manifest itself", "not_checked", "it has no seal")
    same = manifest.seal == manifest.own_seal()
    return Verified(
        "manifest",
        "the manifest itself",
        "same" if same else "changed",
        "" if same else "it was edited after it was written: what it says proves nothing",
    )


def _place(one: InputFile, exhibits: Path | None) -> Path | None:
    """Where an exhibit's file lies; None for what was not named, and for a name that leads elsewhere."""
    if exhibits is None or one.role != "exhibit" or one.file is None or leads_out(one.file):
        return None
    return exhibits / one.file


def _file(what: str, path: Path | None, name: str, sha256: str) -> Verified:
    if path is None:
        return Verified(what, name, "not_checked", "its place was not named")
    try:
        content = path.read_bytes()
    except OSError:
        return Verified(what, name, "missing")
    return Verified(what, name, "same" if digest(content) == sha256 else "changed")


def _policy(entry: PolicyEntry, now: str | None) -> Verified:
    if now is None:
        return Verified("policy", entry.id, "missing", "no such revision is held now")
    same = now == entry.sha256
    return Verified(
        "policy", entry.id, "same" if same else "changed", "" if same else "the encoding was edited since"
    )


def _templates(entries: Iterable[TemplateEntry], folders: Sequence[Path]) -> Iterator[Verified]:
    for one in entries:
        place = next((folder / one.name for folder in folders if (folder / one.name).is_file()), None)
        if place is None or leads_out(one.name):
            yield Verified("template", one.name, "missing")
        else:
            yield Verified(
                "template", one.name, "same" if digest(place.read_bytes()) == one.sha256 else "changed"
            )


def _program(version: str) -> Verified:
    same = version == __version__
    return Verified(
        "program", version, "same" if same else "changed", "" if same else f"this is {__version__}"
    )
