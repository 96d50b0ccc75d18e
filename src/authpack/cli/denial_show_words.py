"""A confirmed denial in words and in JSON: its problems, its deadlines, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from authpack.cli.denial_words import as_json, section
from authpack.cli.output import painted
from authpack.cli.tables import indented, wrap
from authpack.denials.classify import ACTION_WORDS, DOCUMENT_WORDS, KIND_WORDS
from authpack.denials.tables import grade_words

if TYPE_CHECKING:
    from authpack.denials.classify import Classification
    from authpack.denials.deadline_rules import Clock
    from authpack.denials.deadlines import Deadlines
    from authpack.denials.routes import Route
    from authpack.domain.denials import Denial
    from authpack.domain.problems import Problem


def _classification(found: Classification) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "action": found.action,
        "document": found.document,
        "appeal_clock": found.clock,
        "why": found.why,
        "steps": found.steps,
        "open": found.open,
        "warnings": found.warnings,
        "codes": [
            {
                "list": one.list,
                "code": one.code,
                "meaning": one.meaning,
                "path": one.path,
                "grade": one.grade,
                "known": one.known,
            }
            for one in found.codes
        ],
        "lines": [
            {
                "line": None if one.line is None else one.line + 1,
                "code": one.code,
                "group": one.adjustment.group,
                "carc": one.adjustment.carc,
                "action": one.action,
                "document": one.document,
                "who_may_contest": one.standing.party,
            }
            for one in found.lines
        ],
    }


def _problems(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"code": one.code, "paths": list(one.paths), "text": one.text} for one in problems]


def check_json(identifier: str, problems: Sequence[Problem], opened: list[str], found: Classification) -> str:
    """Problems, open points and classification."""
    return as_json(
        {
            "denial": identifier,
            "problems": _problems(problems),
            "open": opened,
            "classification": _classification(found),
        }
    )


def check_text(
    identifier: str, problems: Sequence[Problem], opened: list[str], found: Classification, width: int
) -> str:
    """The same in words."""
    lines = wrap(
        f"Denial {identifier}: {len(problems)} problem(s), {len(opened)} open point(s). {KIND_WORDS[found.kind]}.",
        width,
    )
    lines += section(
        "Problems of the record", [f"{one.text} ({', '.join(one.paths)})" for one in problems], width
    )
    lines += section("Open", opened, width)
    return "\n".join([*lines, *section("Beware", found.warnings, width)])


def clock_data(one: Clock, as_of: date | None) -> dict[str, Any]:
    """One clock as plain data."""
    from authpack.denials.deadlines import days_left

    return {
        "id": one.id, "step": one.step, "party": one.party, "title": one.title, "legal": one.legal, "safe": one.safe,
        "how": one.how, "assumes": one.assumes, "says": one.says, "grade": one.grade, "source": one.source,
        "confirm_before_relying": one.confirm, "decision": one.decision, "plan_types": one.plan_types,
        "stated_in_notice": one.stated, "quote": one.quote, "page": one.page,
        "days_left": days_left(one, as_of) if as_of else None,
    }  # fmt: skip


def deadlines_json(denial: Denial, found: Deadlines, as_of: date | None) -> str:
    """Every clock, the earliest, conflicts and notes."""
    by = found.answer_by
    return as_json(
        {
            "denial": denial.id,
            "as_of": as_of,
            "plan_types": found.plan.types,
            "plan_why": found.plan.why,
            "own_limit_unknown": found.own_limit_unknown,
            "answer_by": by.last if by else None,
            "answer_by_clock": by.id if by else None,
            "clocks": [clock_data(one, as_of) for one in found.clocks],
            "conflicts": found.conflicts,
            "notes": found.notes,
        }
    )


def _left(one: Clock, as_of: date | None) -> str:
    from authpack.denials.deadlines import days_left

    left = days_left(one, as_of) if as_of else None
    if left is None:
        return ""
    return f", {left} day(s) left" if left >= 0 else f", PASSED {-left} day(s) ago"


def _day(day: date | None) -> str:
    from authpack.denials.calendar_days import weekday

    return f"{day} ({weekday(day)})" if day else "not known"


def _headline(found: Deadlines, as_of: date | None) -> str:
    by = found.answer_by
    if by is not None and found.own_limit_unknown:
        return (
            "ANSWER BY: the practice's own limit is not known; it stands in the contract or the provider manual: look it "
            f"up today. The member's own appeal: {_day(by.last)}{_left(by, as_of)}"
        )
    if by is None:
        return (
            "ANSWER BY: not known; see below"
            if found.classification.clock or found.clocks
            else "ANSWER BY: no deadline runs"
        )
    confirm = "" if not by.confirm else "; confirm before relying"
    return f"ANSWER BY {_day(by.last)}{_left(by, as_of)}: {by.title}{confirm}"


def passed(found: Deadlines, as_of: date | None) -> bool:
    """Whether the day to answer by lies before ``as_of``."""
    by = found.answer_by
    return bool(as_of and by and by.last and by.last < as_of)


def _clock_lines(one: Clock, as_of: date | None, width: int, colour: bool) -> Iterator[str]:
    dates = f"safe {_day(one.safe)}{_left(one, as_of)}; legal {_day(one.legal)}" if one.last else "no date"
    yield from ["", *(painted(line, "bold", colour) for line in wrap(one.title, width))]
    yield from indented(dates, width, "  ")
    yield from indented(one.how, width, "  ")
    for text in one.says:
        yield from indented(text, width, "  ")
    if one.assumes:
        yield from indented(f"Assumes: {'; '.join(one.assumes)}.", width, "  ")
    if one.decision:
        yield from indented(f"The payer then decides within: {one.decision}.", width, "  ")
    if one.quote:
        yield from indented(
            f'The notice{f", page {one.page}" if one.page else ""}: "{one.quote}"', width, "  "
        )
    source = f" Source: {one.source}." if one.source else ""
    yield from indented(f"[{grade_words(one.grade)}]{source}", width, "  ")


def deadlines_text(
    denial: Denial, found: Deadlines, as_of: date | None, width: int, colour: bool = False
) -> str:
    """Every clock with how it was computed; the earliest first."""
    lines = [
        painted(line, "bold", colour)
        for line in wrap(f"Denial {denial.id}. {_headline(found, as_of)}", width)
    ]
    lines += indented("Plan: " + " ".join(found.plan.why), width, "")
    for one in found.clocks:
        lines += _clock_lines(one, as_of, width, colour)
    lines += section("These do not agree", found.conflicts, width, colour)
    lines += section("To know", found.notes, width, colour)
    return "\n".join(lines)


def show_json(
    denial: Denial, found: Deadlines, routes: Sequence[Route], problems: Sequence[Problem], as_of: date | None
) -> str:
    """What happened, by when, to whom, with what."""
    by = found.answer_by
    return as_json(
        {
            "denial": denial.id,
            "classification": _classification(found.classification),
            "own_limit_unknown": found.own_limit_unknown,
            "answer_by": clock_data(by, as_of) if by else None,
            "beside": [clock_data(one, as_of) for one in found.beside],
            "routes": [
                {
                    "how": one.how,
                    "where": one.where,
                    "basis": one.basis,
                    "says": one.says,
                    "confirm_before_relying": one.confirm,
                }
                for one in routes
            ],
            "reasons": [
                {"id": one.id, "quote": one.quote, "page": one.page, "cites": one.cites}
                for one in denial.reasons
            ],
            "problems": _problems(problems),
            "conflicts": found.conflicts,
            "notes": found.notes,
        }
    )


def show_text(
    denial: Denial,
    found: Deadlines,
    routes: Sequence[Route],
    problems: Sequence[Problem],
    as_of: date | None,
    width: int,
    colour: bool = False,
) -> str:
    """The same in words: what happened first, then when, to whom, and what kind of answer."""
    said = found.classification
    lines = [
        painted(line, "bold", colour)
        for line in wrap(f"{KIND_WORDS[said.kind]} (denial {denial.id}, {denial.date})", width)
    ]
    lines += [painted(line, "bold", colour) for line in wrap(_headline(found, as_of), width)]
    lines += wrap(f"ANSWER WITH: {DOCUMENT_WORDS[said.document]}.", width)
    lines += wrap(f"WHAT TO DO: {ACTION_WORDS[said.action]}.", width)
    lines += section("Why", said.why, width, colour)
    lines += section(
        "Stated reasons", [_reason(one.quote, one.page, one.cites) for one in denial.reasons], width, colour
    )
    lines += section(
        "Codes",
        [f"{one.list.upper()} {one.code}: {one.meaning} [{grade_words(one.grade)}]" for one in said.codes],
        width,
        colour,
    )
    lines += section("Steps", said.steps, width, colour)
    lines += section(
        "Beside it",
        [f"{one.title}: {_day(one.last)}{_left(one, as_of)}" for one in found.beside],
        width,
        colour,
    )
    lines += section(
        "To whom",
        [f"{one.how}: {', '.join(one.where)} ({one.says})" for one in routes]
        or ["not recorded: take it from the notice"],
        width,
        colour,
    )
    lines += section("Beware", said.warnings, width, colour)
    lines += section("Open", said.open, width, colour)
    lines += section(
        "Problems of the record", [f"{one.text} ({', '.join(one.paths)})" for one in problems], width, colour
    )
    lines += section("These do not agree", found.conflicts, width, colour)
    lines += section("To know", found.notes, width, colour)
    lines += [
        "",
        *wrap("Every clock: authpack denial deadlines. The answer itself: authpack appeal plan.", width),
    ]
    return "\n".join(lines)


def _reason(quote: str, page: int | None, cites: str | None) -> str:
    return f'"{quote}"' + (f" (page {page})" if page else "") + (f", cites {cites}" if cites else "")
