"""The answer of routing: one policy, several with what tells them apart, or none - with every step as data."""

from typing import Any, Literal, NamedTuple

from authpack.criteria.policy import ReviewMode
from authpack.criteria.state_overlays import Law
from authpack.errors import Fault, PolicyChoiceError

SCHEMA = "authpack.route/1"
State = Literal["found", "ambiguous", "unknown"]


class Step(NamedTuple):
    """One step of the choice: the rule, what it says here, which fields it read, how well the rule is known."""

    rule: str
    says: str
    reads: tuple[str, ...] = ()
    grade: str = ""
    source: str = ""


class Question(NamedTuple):
    """What the record must say to settle a choice."""

    field: str
    ask: str


class Candidate(NamedTuple):
    """A policy that may judge, or that speaks after the one that does, and why."""

    policy: str
    payer: str
    because: str


class Route(NamedTuple):
    """The answer: one policy, several with what tells them apart, or none - and the steps that led there.

    ``by_service_date``: each date of service is judged under its own revision (claims, Medicare's determinations).
    """

    state: State
    policy: str | None = None
    revision: str | None = None
    in_force: bool = False
    review_mode: ReviewMode | None = None
    by_service_date: bool = False
    explicit: bool = False
    steps: tuple[Step, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    after: tuple[Candidate, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()

    @property
    def reason(self) -> str:
        """The choice in words."""
        return " ".join(step.says for step in self.steps)


def refuse(route: Route) -> PolicyChoiceError:
    """The refusal of a route that leads to no single policy: candidates, and what would settle it."""
    candidates = tuple(Fault(one.policy, f"{one.payer}. {one.because}") for one in route.candidates)
    asked = " ".join(f"{one.ask} ({one.field})" for one in route.questions)
    if route.state == "ambiguous":
        names = ", ".join(one.policy for one in route.candidates)
        return PolicyChoiceError(
            f"The coverage fits several policies: {names}.",
            faults=candidates,
            why="They differ; choosing one would be a guess.",
            do=f"{asked} Or give --policy with one of them; `authpack route` shows the steps.".strip(),
        )
    return PolicyChoiceError(
        f"No policy at hand can be chosen. {route.reason}".strip(),
        faults=candidates,
        why="A request judged by another payer's rules would be worth nothing.",
        do=f"{asked} Or give --policy ID; `authpack policies list` shows all.".strip(),
    )


def route_data(route: Route) -> dict[str, Any]:
    """The route as plain data (``authpack.route/1``)."""
    return {
        "schema": SCHEMA,
        "state": route.state,
        "policy": route.policy,
        "revision": route.revision,
        "in_force": route.in_force,
        "review_mode": route.review_mode,
        "by_service_date": route.by_service_date,
        "explicit": route.explicit,
        "reason": route.reason,
        "steps": [{**one._asdict(), "reads": list(one.reads)} for one in route.steps],
        "candidates": [one._asdict() for one in route.candidates],
        "after": [one._asdict() for one in route.after],
        "questions": [one._asdict() for one in route.questions],
        "warnings": list(route.warnings),
        "laws": [_law(one) for one in route.laws],
    }


def _law(law: Law) -> dict[str, Any]:
    row = law.overlay
    return {
        "id": row.id,
        "state": row.state,
        "law": row.law,
        "kind": row.kind,
        "changes": row.changes,
        "limits": row.limits or "",
        "use": row.use,
        "open_fields": list(law.open_fields),
        "grade": row.grade,
        "sources": [one.title for one in row.sources],
    }
