"""Load a case, choose a policy, judge, explain, compare."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiter import from_json
from pydantic import ValidationError

from authpack import content
from authpack.criteria import catalog as _catalog
from authpack.criteria.catalog import Catalog
from authpack.criteria.change import Changes, changes
from authpack.criteria.determine import determine, over_course
from authpack.criteria.explain import as_data
from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination
from authpack.criteria.policy import Policy
from authpack.criteria.problems import problems as _problems
from authpack.criteria.route import Route, refuse, route_data
from authpack.criteria.routing import route_request
from authpack.criteria.shelf import Shelf, read_shelf, shelf_of
from authpack.criteria.state_overlays import laws_for
from authpack.domain.case import Case
from authpack.domain.migrate import migrate
from authpack.domain.problems import Problem
from authpack.domain.requests import Request
from authpack.errors import AuthpackError, InputError, RequestChoiceError
from authpack.textio import LoadedText, decoded, load_json, load_path, load_yaml, validation_faults

if TYPE_CHECKING:
    from authpack.criteria.comparison import Matrix

__all__ = [
    "Case", "Catalog", "Changes", "Determination", "Policy", "Problem", "Route", "Shelf",
    "catalog", "changes", "check", "check_lines", "compare", "day_of", "explain", "load_case", "load_line",
    "matrix", "problems", "request_of", "route", "route_data", "shelf", "shelf_of",
]  # fmt: skip

_WHY_CASE = "A criterion judged on a misread record may cost the patient months."
_DO_CASE = "Mend the fields named above; `authpack schema case` and docs/case-file.md describe every field."


def load_case(source: Path | str | bytes | Mapping[str, Any], *, name: str = "case") -> Case:
    """One patient's record from a file (YAML or JSON by its suffix), from text, or from plain data.

    source: a ``Path`` is read as a file; ``str`` and UTF-8 ``bytes`` are the text itself, never a file's name.
    Plain data holds what the YAML holds: dates as text ("2026-10-01"), yes and no as those words (a general YAML
    reader would make them true and false). name: how messages call what is no file. InputError lists every fault with
    file, line and field; it never repeats the record's values.
    """
    if isinstance(source, Mapping):
        return _validated(dict(source), None, name)
    if isinstance(source, Path):
        loaded = load_path(source)
    elif not isinstance(source, str | bytes):
        raise InputError(
            f"A case cannot be read from {type(source).__name__}.",
            do="Give a pathlib.Path, the text of a case file, or its fields as a mapping.",
        )
    else:
        text = decoded(source, name) if isinstance(source, bytes) else source
        loaded = load_json(text, name) if text.lstrip()[:1] == "{" else load_yaml(text, name)
    return _validated(loaded.data, loaded, loaded.name)


def _validated(data: Any, loaded: LoadedText | None, name: str) -> Case:
    data = migrate(data, name)
    try:
        return Case.model_validate(data)
    except ValidationError as error:
        loaded = loaded or LoadedText(name, data, json.dumps(data, default=str), "json")
        raise InputError(
            f"The case file {name} cannot be used.",
            faults=validation_faults(error, loaded, model=Case),
            why=_WHY_CASE,
            do=_DO_CASE,
        ) from None


def catalog(policies: Iterable[Path] = (), *, only: str | None = None, shelf: Shelf | None = None) -> Catalog:
    """All policy revisions: a practice's own folders first (argument, then AUTHPACK_POLICIES), then the shipped ones.

    ``revisions`` maps each policy's id to its revisions, oldest first. only: load just the policy with this id (a cold
    command line has no time for the rest). shelf: that of the same folders, which knows where the file lies.
    ContentError for a policy file that breaks its own rules.
    """
    found = shelf.files(only) if shelf is not None and only is not None else None
    return _catalog.load_catalog(content.policy_roots(policies), only, found)


def request_of(case: Case, request: str | None = None) -> Request:
    """The request meant: the named one, else the only open one; RequestChoiceError otherwise."""
    if request is not None:
        found = case.request(request)
        if found is None:
            names = ", ".join(one.id for one in case.requests) or "none"
            raise RequestChoiceError(
                f"The case has no request '{request}' (it has: {names}).",
                do="Give --request with one of them.",
            )
        return found
    still_open = [one for one in case.requests if one.state == "open"]
    if len(still_open) == 1:
        return still_open[0]
    if not still_open:
        raise RequestChoiceError(
            f"The case holds no open request (it has: {', '.join(one.id for one in case.requests) or 'none'}).",
            why="A request names the phase, the indication and the date that are judged.",
            do="Add one under 'requests' (phase, indication, date), or name a decided one with --request.",
        )
    names = ", ".join(one.id for one in still_open)
    raise RequestChoiceError(
        f"The case holds several open requests ({names}).", do="Give --request with one of them."
    )


def day_of_request(request: Request, as_of: date | None) -> date:
    """``as_of``, else the request's exact date; InputError when it has none."""
    if as_of is not None:
        return as_of
    if request.date is None or not request.date.exact:
        raise InputError(
            f"The request '{request.id}' has no exact date.",
            why="Ages, windows and the revision in force depend on it, and the program never takes today's date by itself.",
            do="Record the request's date, or give --as-of YYYY-MM-DD.",
        )
    return request.date.first


def shelf(policies: Iterable[Path] = ()) -> Shelf:
    """The heads of all policies at hand, read lazily: what ``route`` and ``check`` choose from.

    policies: a practice's own folders, as for ``catalog``.
    """
    return read_shelf(content.policy_roots(policies))


def route(
    case: Case,
    *,
    request: str | None = None,
    as_of: date | None = None,
    policy_date: date | None = None,
    shelf: Shelf | None = None,
) -> Route:
    """Which policy revision judges a request, why, and what would settle a doubt; never raises for a doubt.

    policy_date: the day that picks the revision (default: as_of, then the request date). Raises RequestChoiceError,
    InputError.
    """
    asked = request_of(case, request)
    day = policy_date or day_of_request(asked, as_of)
    return route_request(case, asked, day, shelf or read_shelf(content.policy_roots()))


def check(
    case: Case,
    *,
    policy: str | Policy | None = None,
    request: str | None = None,
    as_of: date | None = None,
    policy_date: date | None = None,
    library: Catalog | None = None,
    shelf: Shelf | None = None,
) -> Determination:
    """Judge one request by the revision that governs it.

    policy: an id or a revision; without it the one that the coverage leads to (``route``). as_of: the day of the facts;
    policy_date: the day that picks the revision (both default to the request date; for a policy that
    judges claims, the dates of service govern). library: loaded policies (default: the shipped and a practice's
    own); shelf: what to choose from, when ``library`` holds only a part. Raises PolicyChoiceError, RequestChoiceError,
    InputError, ContentError.
    """
    asked = request_of(case, request)
    day = day_of_request(asked, as_of)
    notes = tuple(law.note for law in laws_for(case.coverage_of(asked), policy_date or day))
    if isinstance(policy, Policy):
        return _noted(determine(case, asked, policy, as_of=day, policy_date=policy_date), notes)
    if policy is not None:
        chosen, revisions = _governing(policy, policy_date or day, library)
        by_service = chosen.head.review_mode == "claim_review"
    else:
        found = route_request(case, asked, policy_date or day, _shelf_for(library, shelf))
        if found.policy is None:
            raise refuse(found)
        notes += _told(found)
        chosen, revisions = _governing(found.policy, policy_date or day, library)
        chosen, revisions = _under(chosen, found), tuple(_under(one, found) for one in revisions)
        by_service = found.by_service_date
    if policy_date is not None or not by_service:
        return _noted(determine(case, asked, chosen, as_of=day, policy_date=policy_date), notes)
    return _noted(over_course(case, asked, revisions, as_of=day), notes)


def _shelf_for(library: Catalog | None, found: Shelf | None) -> Shelf:
    if found is not None:
        return found
    return shelf_of(library) if library is not None else read_shelf(content.policy_roots())


def _governing(policy: str, day: date, library: Catalog | None) -> tuple[Policy, tuple[Policy, ...]]:
    """The revision of a day, and all revisions of that policy."""
    library = library or catalog(only=policy)
    library = library if library.revisions else catalog()
    return library.governing(policy, day), library.revisions[policy]


def _under(policy: Policy, found: Route) -> Policy:
    """The revision under the route's way of review, which depends on the coverage and not on the text alone."""
    if found.review_mode is None or found.review_mode == policy.head.review_mode:
        return policy
    return policy._replace(head=policy.head.model_copy(update={"review_mode": found.review_mode}))


def _told(found: Route) -> tuple[str, ...]:
    """What ``check`` says of the choice: why, what contradicts it, what is still asked."""
    chosen = () if found.explicit else (f"The policy was chosen from the coverage. {found.reason}",)
    asked = tuple(f"{one.ask} ({one.field})" for one in found.questions if one.field != "coverage.state")
    after = tuple(f"{one.policy}: {one.because}" for one in found.after)
    return (*chosen, *found.warnings, *after, *asked)


def _noted(determination: Determination, notes: tuple[str, ...]) -> Determination:
    return determination._replace(notes=(*determination.notes, *notes)) if notes else determination


def explain(determination: Determination, case: Case) -> dict[str, Any]:
    """The determination as plain data (``authpack.determination/1``): findings, trials, changes, gaps, all worded."""
    return as_data(determination, case)


def compare(
    case: Case, policies: Iterable[Policy], *, request: str | None = None, as_of: date | None = None
) -> list[Determination]:
    """One request against many revisions, in their order; what is derived from the record is derived once.

    as_of: the day of the facts (default: the request date); each revision is judged by, whether in force then or not:
    ``catalog().governing(id, day)`` picks it. Raises RequestChoiceError, InputError.
    """
    asked = request_of(case, request)
    day = day_of_request(asked, as_of)
    facts = Facts(case, asked, day)
    return [determine(case, asked, policy, as_of=day, facts=facts) for policy in policies]


def matrix(
    case: Case, policies: Iterable[Policy], *, request: str | None = None, as_of: date | None = None
) -> Matrix:
    """The comparison arranged: families of criteria by policy, and what is nearest to met for each.

    Arguments and errors as for ``compare``.
    """
    from authpack.criteria import comparison

    return comparison.matrix(
        compare(case, policies, request=request, as_of=as_of), request_of(case, request).phase
    )


def day_of(case: Case, *, request: str | None = None, as_of: date | None = None) -> date:
    """The day that is judged: ``as_of``, else the request's exact date; InputError when it has none."""
    return day_of_request(request_of(case, request), as_of)


def problems(case: Case) -> tuple[Problem, ...]:
    """Contradictions inside the record alone, whatever the payer; those of denials and appeals after the others."""
    from authpack.denials.problems import denial_problems

    return (*_problems(case), *denial_problems(case))


def check_lines(
    lines: Iterable[str | bytes], policy: Policy, *, as_of: date | None = None
) -> Iterator[Determination | AuthpackError]:
    """Judge records from JSON lines, one at a time, in flat memory; a bad line yields its error and the rest go on.

    lines: one case as one JSON object each. as_of: the day of the facts (default: each request's own date).
    """
    for number, line in enumerate(lines, 1):
        try:
            case = load_line(line, number)
            yield check(case, policy=policy, as_of=as_of)
        except AuthpackError as error:
            yield error


def load_line(line: str | bytes, number: int) -> Case:
    """One case from a line of JSON lines; ``number`` says where it stands in what is raised when it is no case.

    Errors: InputError, as ``load_case`` raises it.
    """
    # The fast path (double keys refused); the slow one, with places, only to explain what is wrong.
    data = line.encode() if isinstance(line, str) else line
    try:
        found = from_json(data, allow_inf_nan=False, catch_duplicate_keys=True, float_mode="decimal")
        return Case.model_validate(found)
    except ValueError:
        text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
        return load_case(text if text.strip() else "{}", name=f"line {number}")
