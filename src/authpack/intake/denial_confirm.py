"""From proposals to a confirmed denial: only what a person accepted or typed, and who that was on which day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from authpack.domain.denials import DenialFile
from authpack.errors import Fault, InputError
from authpack.intake.denial_kind import FAVORABLE
from authpack.intake.denial_proposals import LISTS, Proposal, Proposals
from authpack.textio import LoadedText, validation_faults

SCHEMA = "authpack.denial/1"
_DO = "Accept a candidate with --accept FIELD=N, or give the value with --set FIELD=VALUE."


def accepted(proposals: Proposals, words: Iterable[str]) -> dict[str, Any]:
    """The values behind ``FIELD``, ``FIELD=N`` (N from 1; ``1,3`` for lists) and ``all``.

    ``all`` takes what is stated or likely, of every field whose candidates do not stand against each other; a field with
    rival candidates, and a mere guess, must be named. InputError lists every word that fits nothing.
    """
    made: dict[str, Any] = {}
    faults: list[Fault] = []
    for word in words:
        field, _, number = word.partition("=")
        names = _sure_fields(proposals) if field == "all" else [_name(field)]
        for name in names:
            found = proposals.of(name)
            if not found:
                faults.append(
                    Fault(
                        f"--accept {field}",
                        "nothing is proposed for it.",
                        f"Proposed: {', '.join(proposals.fields)}.",
                    )
                )
                continue
            picked = _picked(found, name, number, faults, everything=field == "all")
            if picked:
                _put(made, name, picked)
    if faults:
        raise InputError("Not everything can be accepted; nothing was written.", faults=tuple(faults), do=_DO)
    return made


def decided(proposals: Proposals, values: Mapping[str, Any]) -> None:
    """InputError where the notice reads as an approval or a reversal, and nobody said in so many words that it is none."""
    rules = {one.rule for one in proposals.found if one.field == "kind"} & set(FAVORABLE)
    if rules and values.get("kind", "unknown") == "unknown":
        undecided = rules & set(FAVORABLE[2:])
        seems = "to decide nothing" if undecided else "to approve the request, or to reverse a denial"
        raise InputError(
            f"The notice seems {seems}; no denial is written from it.",
            why="An approval recorded as a denial would be appealed."
            if not undecided
            else "What decides nothing starts no clock, and an appeal of it would be answered by nobody.",
            do="Record it under 'authorizations' and as the outcome of the appeal. If it is a denial after all: "
            "--set kind=adverse or --set kind=partial.",
        )


def _sure_fields(proposals: Proposals) -> list[str]:
    """Fields whose candidates do not stand against each other and are more than a guess."""
    return [
        one
        for one in proposals.fields
        if not proposals.ambiguous(one) and any(found.sure != "possible" for found in proposals.of(one))
    ]


def left_out(proposals: Proposals, file: DenialFile) -> tuple[str, ...]:
    """Proposed fields of which the confirmed denial holds nothing, so that nobody thinks they went over."""
    held = file.denial.model_dump(exclude_unset=True)
    return tuple(one for one in proposals.fields if one.split(".")[0] not in held)


_PLURALS = {"reason": "reasons", "window": "windows", "line": "lines", "adjustment": "adjustments"}


def _name(field: str) -> str:
    return _PLURALS.get(field, field)


def _picked(
    found: tuple[Proposal, ...], name: str, number: str, faults: list[Fault], *, everything: bool
) -> list[Proposal]:
    if not number:
        if name in LISTS:
            stated = [one for one in found if one.sure != "possible"]
            return stated if everything else list(found)
        if len(found) > 1:
            faults.append(
                Fault(
                    f"--accept {name}",
                    f"{len(found)} candidates stand against each other.",
                    f"Name one: {name}=1.",
                )
            )
            return []
        return list(found)
    places = number.split(",")
    if not all(one.strip().isdigit() and 1 <= int(one) <= len(found) for one in places) or (
        len(places) > 1 and name not in LISTS
    ):
        faults.append(
            Fault(f"--accept {name}", "names no candidate.", f"There are {len(found)}, counted from 1.")
        )
        return []
    return [found[int(one) - 1] for one in places]


def _put(made: dict[str, Any], name: str, picked: list[Proposal]) -> None:
    if name in LISTS:
        made.setdefault(name, [])
        made[name] += [one.value for one in picked if one.value not in made[name]]
        return
    _set(made, name.split("."), picked[0].value)


def _set(made: dict[str, Any], parts: list[str], value: Any) -> None:
    for part in parts[:-1]:
        made = made.setdefault(part, {})
        if not isinstance(made, dict):
            raise InputError(f"{'.'.join(parts)} names no field.", do=_DO)
    made[parts[-1]] = value


def typed(made: dict[str, Any], pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """``made`` with values a person typed: ``date=2026-03-02``, ``reason=words`` (adds one), ``denied=90868:36``."""
    result: dict[str, Any] = json.loads(json.dumps(made))
    for field, value in pairs:
        if field in ("reason", "reasons"):
            result.setdefault("reasons", []).append({"quote": value})
        elif field in ("denied", "approved"):
            code, sign, units = value.rpartition(":")
            if not sign or not units.isdigit():
                raise InputError(
                    f"--set {field} is not written CODE:UNITS.", do="For example --set denied=90868:36."
                )
            result.setdefault(field, []).append({"code": code, "units": units})
        elif field == "send_to":
            result[field] = [part.strip() for part in value.split(";") if part.strip()]
        else:
            _set(result, field.split("."), value)
    return result


def confirmed(
    values: Mapping[str, Any],
    *,
    identifier: str,
    request: str,
    by: str,
    on: str,
    source: str = "",
    sha256: str = "",
) -> DenialFile:
    """The denial that a person confirms; only what was accepted or typed. InputError with every fault."""
    body: dict[str, Any] = {"id": identifier, "request": request, **values}
    for place, reason in enumerate(body.get("reasons", []), 1):
        reason.setdefault("id", f"w{place}")
    body |= {"confirmed_by": by, "confirmed_on": on}
    body |= {"source": source} if source else {}
    body |= {"sha256": sha256} if sha256 else {}
    data = {"schema": SCHEMA, "denial": body}
    try:
        return DenialFile.model_validate(data)
    except ValidationError as error:
        loaded = LoadedText("denial", data, json.dumps(data), "json")
        faults = tuple(
            Fault(fault.where.split(": ")[-1].removeprefix("denial."), fault.what, fault.do)
            for fault in validation_faults(error, loaded, model=DenialFile)
        )
        raise InputError(
            "The denial cannot be written as it stands; nothing was written.", faults=faults, do=_DO
        ) from None
