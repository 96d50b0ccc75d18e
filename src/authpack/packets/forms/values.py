"""What the expressions of a mapping may name: the record itself, the words that letters print, the judgement."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from authpack.criteria.facts import Facts
from authpack.criteria.finding import Determination
from authpack.criteria.icd import display
from authpack.criteria.scores import same_instrument
from authpack.documents import letter_rules
from authpack.documents.letter_facts import LetterFacts
from authpack.documents.matter import Matter
from authpack.documents.trace import Traced, Tracer
from authpack.documents.wording import us_day
from authpack.domain.clinical import Diagnosis
from authpack.errors import ContentError
from authpack.packets.forms.view import Silence, View, World


@dataclass(frozen=True)
class FormValues:
    """The values of one case and request, and how the filled form is to be marked.

    ``identity``: who the form is about, for the head of the addendum; ``judged`` is set as soon as an
    expression reads the determination, whose draft state then marks the form.
    """

    context: dict[str, Any]
    world: World
    case: str
    request: str
    identity: tuple[tuple[str, Traced], ...]
    invented: bool
    determination: Determination | None = None
    judged: list[bool] = field(default_factory=list)

    @property
    def tracer(self) -> Tracer:
        """Where every value's origin is kept."""
        return self.world.tracer

    @property
    def draft(self) -> bool:
        """A form that prints a judgement is a draft while something that decides is open."""
        return bool(self.judged and self.determination and letter_rules.is_draft(self.determination))


def values_of(matter: Matter) -> FormValues:
    """The values of a case, a request and, where one is given, a determination."""
    tracer = Tracer()
    world, determination = World(tracer), matter.determination
    facts = Facts(matter.case, matter.request, determination.as_of if determination else matter.date)
    classes = determination.policy.head.classes if determination else {}
    letter = LetterFacts(matter.case, matter.request, facts, tracer, adverse=frozenset(), classes=classes)
    judged: list[bool] = []
    words = letter.all()
    context = {
        **world.opened(words, ""),
        "form_date": tracer.program(us_day(matter.date)),
        "record": _Record(matter, facts, world),
        "judgement": _Judgement(determination, world, judged),
        "latest_score": partial(_latest_score, facts, world),
        "units_of": partial(_units_of, matter, world),
        "in_words": partial(_in_words, world),
        "attested": partial(_attested, words["attestations"], world),
        "count": partial(_count, tracer),
        "number": _number,
    }
    identity = [
        ("Patient", words["patient"]["name"]),
        ("Date of birth", words["patient"]["birth_date"]),
        ("Member ID", words["coverage"].get("member_id")),
    ]
    return FormValues(
        context,
        world,
        matter.case.id,
        matter.request.id,
        tuple((label, one) for label, one in identity if one),
        matter.case.invented == "yes",
        determination,
        judged,
    )


class _Record(View):
    """The whole record, and the parts of it that this request names."""

    def __init__(self, matter: Matter, facts: Facts, world: World) -> None:
        super().__init__(matter.case, "", world)
        self._matter, self._facts = matter, facts

    def __getattr__(self, name: str) -> Any:
        pick = _PICKS.get(name)
        return pick(self) if pick else super().__getattr__(name)

    def _pick(self, part: Any, path: str) -> Any:
        return self._world.seen(part, path, "")

    def _request(self) -> Any:
        return self._pick(self._matter.request, f"/requests/{self._matter.request.id}")

    def _clinician(self, identifier: str | None, silent: str) -> Any:
        one = self._matter.case.clinician(identifier)
        return self._pick(one, f"/clinicians/{one.id}" if one else silent)

    def _insurance(self) -> Any:
        one = self._matter.case.coverage_of(self._matter.request)
        return self._pick(one, f"/coverage/{one.id}" if one else "/coverage")

    def _secondary(self) -> Any:
        one = next((row for row in self._matter.case.coverage if row.order == "secondary"), None)
        return self._pick(one, f"/coverage/{one.id}" if one else "/coverage")

    def _diagnosis(self) -> Any:
        rows = self._facts.diagnoses
        one = next((row for row in rows if row.primary == "yes"), rows[0] if len(rows) == 1 else None)
        return self._pick(one, f"/diagnoses/{one.id}" if one else "/diagnoses")

    def _screen(self) -> Any:
        return self._pick(self._facts.screen, self._facts.screen_path)

    def _episode(self) -> Any:
        one = self._facts.episode
        return self._pick(one, f"/episodes/{one.id}" if one else "/episodes")


_PICKS: dict[str, Callable[[_Record], Any]] = {
    "request": _Record._request,
    "insurance": _Record._insurance,
    "second_insurance": _Record._secondary,
    "diagnosis": _Record._diagnosis,
    "episode": _Record._episode,
    "screen": _Record._screen,
    "orderer": lambda of: of._clinician(
        of._matter.request.ordered_by, f"/requests/{of._matter.request.id}/ordered_by"
    ),
    "supervisor": lambda of: of._clinician(
        of._matter.request.supervision.clinician, f"/requests/{of._matter.request.id}/supervision/clinician"
    ),
}


class _Judgement:
    """What was judged: ``judgement.overall``, ``judgement.policy``, ``judgement.finding('id')``."""

    def __init__(self, determination: Determination | None, world: World, judged: list[bool]) -> None:
        self._determination, self._world, self._judged = determination, world, judged

    def _of(self) -> Determination | None:
        self._judged.append(True)
        if self._determination is None:
            self._world.note("a policy to judge by (--policy)")
        return self._determination

    @property
    def overall(self) -> Any:
        """The status of the whole."""
        found = self._of()
        return (
            self._said(found, found.overall.replace("_", " ")) if found else self._world.silence("/judgement")
        )

    @property
    def policy(self) -> Any:
        """Number and title of the policy."""
        found = self._determination
        if found is None:
            return self._world.silence("a policy to judge by (--policy)")
        return self._said(found, f"{found.policy.head.number}, {found.policy.head.revision}")

    def finding(self, identifier: str) -> Any:
        """The status of one criterion."""
        found = self._of()
        one = found.finding(str(identifier)) if found else None
        if found is not None and one is None:
            raise ContentError(f"judgement.finding: the policy has no criterion {identifier!r}.")
        if found is None or one is None:
            return self._world.silence("/judgement")
        text = one.status.replace("_", " ")
        return self._world.tracer.policy(f"policy:{found.policy.id}#{one.id}", text)

    def _said(self, found: Determination, text: str) -> Traced:
        return self._world.tracer.policy(f"policy:{found.policy.id}", text)


def _latest_score(facts: Facts, world: World, instrument: str) -> Any:
    """The latest score of an instrument up to the day of the facts."""
    rows = [one for one in facts.scores if same_instrument(one.instrument, str(instrument))]
    if not rows:
        return world.silence("/scores")
    latest = max(rows, key=lambda one: (one.date.last, one.date.first))
    return world.seen(latest, f"/scores/{latest.id}", "")


def _in_words(world: World, row: Any) -> Any:
    """A diagnosis in words: as the chart displays it, else as the code table does; silent without either."""
    part = row._part if isinstance(row, View) else None
    if not isinstance(part, Diagnosis):
        return row if isinstance(row, Silence) else world.silence("in_words: a diagnosis of the record")
    text = part.display or display(part.code)
    paths = [f"{row._path}/display", f"{row._path}/code"]
    return world.tracer.case(paths, text) if text else world.silence(paths[0])


def _units_of(matter: Matter, world: World, code: str) -> Any:
    """How many units of a procedure code are asked for; silent when it is not among the request's codes."""
    for place, line in enumerate(matter.request.codes):
        if line.code == _plain(code):
            return world.seen(line.units, f"/requests/{matter.request.id}/codes/{place}/units", "units")
    return world.silence(f"/requests/{matter.request.id}/codes")


def _attested(rows: list[dict[str, Any]], world: World, act: str) -> Any:
    """The day on which the ordering clinician last stated an act; silent without such a statement."""
    found = [row["date"] for row in rows if row["act"] == str(act)]
    if not found:
        return world.silence(f"/attestations ({act})")
    # Traced anew, so that a condition that only asks whether it is there counts as having read it.
    return world.tracer.case(found[-1].trace.paths, found[-1].plain)


def _count(tracer: Tracer, rows: Sized) -> Traced:
    """How many items a list has."""
    return tracer.computed("count of the recorded items", inputs=["the list"], text=str(len(rows)))


def _number(text: Any) -> float:
    """A traced number for comparing; never for printing."""
    try:
        return float(_plain(text))
    except ValueError:
        raise ContentError("number() is given something that is no number.") from None


def _plain(text: Any) -> str:
    return text.plain if isinstance(text, Traced) else str(text)
