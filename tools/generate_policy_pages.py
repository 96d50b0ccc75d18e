"""Write docs/policies/: one page for each policy revision, an index, and a comparison over payers.

python tools/generate_policy_pages.py          write the pages
python tools/generate_policy_pages.py --check  write nothing; exit 1 when a page is stale
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from authpack.content import Root
from authpack.criteria.catalog import newest_of, policy_files
from authpack.criteria.conditions import KINDS
from authpack.criteria.leaf_words import kind_words, parameters, phrases, value_words
from authpack.criteria.loading import load_policy
from authpack.criteria.policy import Entry, Node, Policy
from authpack.criteria.registry import NAME, Registry, gaps, read_registry, status_of

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "policies"
CRITERIA = ROOT / "payer_criteria"
HEAD = "<!-- Written by tools/generate_policy_pages.py from payer_criteria/; change those files. -->"
INTRODUCTION = """What each policy file says, in words, for reading and for comparing with the payer's text.
The files in `payer_criteria/` decide; a grade says how close to the payer's text a criterion was read (payer
text, summary, second hand). [The comparison](comparison.md) sets the policies side by side."""
COMPARISON = """One row per policy, from its newest revision here. **not seen** means that the text was not
read, never that the payer does not ask; **not asked** stands only where the criteria were read whole.
Requirements, readings and routes are parted by a slash; the policy's page says how they are joined."""
REVIEW = {
    "prior_auth": "prior authorization",
    "claim_review": "claim review, nothing is requested in advance",
    "organization_determination": "organization determination",
    "excluded": "excluded from coverage",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def escaped(text: str) -> str:
    """Text that Markdown prints as it stands, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def worded(grade: str) -> str:
    """A grade in words."""
    return grade.replace("_", " ")


def page_name(policy: Policy) -> str:
    """File name of a revision's page."""
    return f"{policy.id}.{policy.head.effective_from}.md"


# -- one revision ----------------------------------------------------------------------------------


def page(policy: Policy) -> str:
    """The page of one revision."""
    head = policy.head
    lines = [HEAD, "", f"# {escaped(head.payer.printed)}: {escaped(head.number)}", ""]
    lines += [f"- {label}: {text}" for label, text in facts(policy)]
    lines += ["", "## Sources", ""]
    for source in head.sources:
        link = f" <{source.url}>" if source.url else ""
        read = f"Read: {escaped(source.read)} ({source.date}, {worded(source.grade)})."
        lines.append(f"- `{source.id}`: {escaped(source.title)}.{link} {read}")
    if gaps(policy):
        lines += ["", "## Not read, or not known", "", *(f"- {escaped(one)}" for one in gaps(policy))]
    lines += ["", "## Criteria", ""]
    for entry in policy.entries:
        lines += [*section(entry), ""]
    lines += ["## The text, item by item", "", "| item | text | encoded as, or why not |", "|---|---|---|"]
    for row in policy.text_map:
        where = ", ".join(f"`{name}`" for name in row.nodes) or f"not encoded: {escaped(row.not_encoded)}"
        lines.append(f"| {escaped(row.item)} | {escaped(row.text)} | {where} |")
    return "\n".join([*lines, ""])


def facts(policy: Policy) -> Iterator[tuple[str, str]]:
    """The head, as label and text."""
    head = policy.head
    yield "Title", escaped(head.title)
    yield "Revision", escaped(head.revision)
    start = "unknown, assumed in force" if head.effective_from == "unknown" else str(head.effective_from)
    yield "In force", f"from {start}" + (f" to {head.effective_to}" if head.effective_to else "")
    yield "Status", f"{status_of(policy).replace('_', ' ')}; compared with its sources on {head.verified}"
    yield "Review", REVIEW[head.review_mode]
    yield "Lines of business", ", ".join(one.replace("_", " ") for one in head.lines_of_business)
    if head.products:
        yield "Products", escaped(", ".join(head.products))
    if head.states:
        yield "States", ", ".join(head.states)
    if head.payer.aliases:
        yield "Also known as", escaped(", ".join(head.payer.aliases))
    if head.classes:
        rows = sorted(head.classes.items())
        yield "Drug classes of its own", escaped(", ".join(f"{a}: {b.replace('_', ' ')}" for a, b in rows))
    yield "File", f"`payer_criteria/{policy.file}`, encoding {head.encoding}, sha256 `{policy.sha256}`"
    if head.note:
        yield "Note", escaped(head.note)


def section(entry: Entry) -> list[str]:
    """One phase and indication."""
    read = "read whole" if entry.completeness == "whole" else "read in part"
    lines = [f"### {entry.phase}, {value_words(entry.indication)} (text {read})", ""]
    if entry.uses:
        return [*lines, f"Judged by the criteria for {entry.uses[0]}, {value_words(entry.uses[1])}."]
    assert entry.node is not None
    return lines + list(tree(entry.node, 0))


def tree(node: Node, depth: int, label: str = "") -> Iterator[str]:
    """A criterion and all below it as a nested list."""
    indent = "  " * depth
    kind = f"at least {node.n} of" if node.kind == "at_least" else kind_words(node.kind)
    asks = "; ".join(phrases(node))
    opening = f'Reading "{escaped(label)}": ' if label else ""
    advisory = " (advisory: shown, never deciding)" if node.advisory else ""
    asked = f"**[{kind}: {escaped(asks)}]**" if asks else f"**[{kind}]**"
    yield f"{indent}- {opening}{escaped(node.says)} {asked}{advisory}"
    place = "; ".join(escaped(one) for one in (node.section, node.cite) if one)
    yield f"{indent}  <br>`{node.id}`{f' - {place}' if place else ''}; {worded(node.grade)}"
    for name, text in (("Question", node.ask), ("Note", node.note)):
        if text:
            yield f"{indent}  <br>{name}: {escaped(text)}"
    if node.guard is not None:
        yield f"{indent}  - Applies only when:"
        yield from tree(node.guard, depth + 2)
    for place_of, child in enumerate(node.children):
        yield from tree(child, depth + 1, node.labels[place_of] if node.labels else "")


# -- index -----------------------------------------------------------------------------------------


def index(policies: list[Policy], registry: Registry) -> str:
    """The list of all revisions, and the payers without one."""
    lines = [HEAD, "", "# Policies", "", INTRODUCTION, ""]
    lines += ["| payer | policy | in force | status | page |", "|---|---|---|---|---|"]
    for one in policies:
        stop = f" to {one.head.effective_to}" if one.head.effective_to else ""
        cells = (
            escaped(one.head.payer.printed),
            escaped(one.head.number),
            f"from {one.head.effective_from}{stop}",
            status_of(one).replace("_", " "),
            f"[{escaped(one.id)}]({page_name(one)})",
        )
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "## Known, but not encodable", "", "Nothing here can be judged by.", ""]
    lines += ["| payer | number | states | seen | why there is no file |", "|---|---|---|---|---|"]
    for row in registry.not_encoded:
        cells = (
            escaped(row.payer),
            escaped(row.number or ""),
            ", ".join(row.states),
            row.seen.replace("_", " "),
            escaped(row.reason),
        )
        lines.append(f"| {' | '.join(cells)} |")
    if registry.retired:
        lines += ["", "## Retired", ""]
        lines += [
            f"- {one.file or one.policy}, {one.date}: {escaped(one.reason)}" for one in registry.retired
        ]
    return "\n".join([*lines, ""])


# -- comparison ------------------------------------------------------------------------------------


def comparison(policies: list[Policy]) -> str:
    """The table over payers, for each indication that some policy has criteria for."""
    by_id: dict[str, list[Policy]] = {}
    for one in policies:
        by_id.setdefault(one.id, []).append(one)
    newest = [newest_of(found) for found in by_id.values()]
    lines = [HEAD, "", "# Policies side by side", "", COMPARISON, ""]
    for indication in ("mdd", "ocd"):
        rows = [compared(one, indication) for one in newest]
        kept = [row for row in rows if row]
        if not kept:
            continue
        lines += [f"## {value_words(indication).capitalize()}, first course", ""]
        lines += ["| policy | " + " | ".join(COLUMNS) + " | retreatment | grade |"]
        lines += ["|" + "---|" * (len(COLUMNS) + 3)]
        lines += [f"| {' | '.join(row)} |" for row in kept]
        lines.append("")
    return "\n".join(lines)


def compared(policy: Policy, indication: str) -> list[str]:
    """The cells of one policy; empty when it says nothing of its own on the indication."""
    entry = followed(policy, policy.entry("initial", indication))
    name = f"[{escaped(policy.head.payer.printed)}, {escaped(policy.head.number)}]({page_name(policy)})"
    if status_of(policy) in ("historic", "retired"):
        name += f" ({status_of(policy)})"
    if entry is None or entry.node is None:
        return []
    if entry.kind != "tree":
        if entry.indication == "any":
            return []
        return [name, kind_words(entry.kind), *[""] * (len(COLUMNS) - 1), "", grades([entry.node])]
    nodes = [one for one in below(entry.node) if not one.advisory]
    if entry.indication == "any" and indication != "mdd":
        return []
    empty = blank(entry, nodes)
    cells = [" / ".join(dict.fromkeys(read(nodes))) or empty for read in COLUMNS.values()]
    return [name, *cells, retreatment(policy, indication), grades(nodes)]


def followed(policy: Policy, entry: Entry | None) -> Entry | None:
    """The entry itself, or the one it uses."""
    return policy.entry(*entry.uses) if entry and entry.uses else entry


def below(node: Node) -> Iterator[Node]:
    """A node and all nodes below it."""
    yield node
    for child in node.children:
        yield from below(child)


def blank(entry: Entry, nodes: list[Node]) -> str:
    """What an empty cell means."""
    kinds = {one.kind for one in nodes}
    if "external" in kinds:
        return "licensed criteria"
    return "not asked" if entry.completeness == "whole" and "not_stated" not in kinds else "not seen"


def trials(nodes: list[Node]) -> Iterator[str]:
    """Counts of medication trials."""
    for one in (node for node in nodes if node.kind == "trials"):
        given = parameters(one, given=True)
        roles = given.get("roles", ["antidepressant"])
        what = " or ".join(given["outcome"]) or "made"
        kind = " augmentation(s)" if roles == ["augmentation"] else ""
        inner = "".join(
            f", {row['at_least']} of them augmentations"
            for row in given.get("of_which", [])
            if row.get("roles") == ["augmentation"]
        )
        episode = ", this episode" if given.get("scope") == "current_episode" else ""
        yield f"{given['at_least']}{kind} {what}{inner}{episode}"


def classes(nodes: list[Node]) -> Iterator[str]:
    """Distinct classes."""
    for one in nodes:
        if one.kind == "trials" and "distinct_classes" in (found := parameters(one, given=True)):
            yield str(found["distinct_classes"])


def weeks(nodes: list[Node]) -> Iterator[str]:
    """Weeks and dose of an adequate trial."""
    for one in (node for node in nodes if node.kind == "trials"):
        given = parameters(one, given=True)
        over = given.get("adequate.more_than_weeks")
        if over is not None:
            yield f"more than {value_words(over)} weeks"
        yield from _weeks(given.get("adequate.weeks"), given.get("adequate.judged"))
        for row in given.get("of_which", []):
            inner = row.get("adequate") or {}
            yield from (f"{text} (some)" for text in _weeks(inner.get("weeks"), inner.get("judged")))


def _weeks(number: object, judged: object) -> Iterator[str]:
    if number is not None:
        yield f"{value_words(number)} weeks"
    if judged is not None:
        yield "adequate, no number"


def scale(nodes: list[Node]) -> Iterator[str]:
    """Rating scales and their cut-offs."""
    for one in nodes:
        if one.kind == "severity_by_scale":
            yield "scale, no number"
        elif one.is_leaf and ("score" in one.kind or "scale" in one.kind):
            yield escaped("; ".join(phrases(one)) or kind_words(one.kind))


def psychotherapy(nodes: list[Node]) -> Iterator[str]:
    """Psychotherapy before TMS."""
    if any(one.subject == "psychotherapy" or one.kind.startswith("therapy_") for one in nodes):
        number = [parameters(one)["at_least"] for one in nodes if one.kind == "therapy_weeks"]
        yield f"yes, {value_words(number[0])} weeks" if number else "yes"


def sessions(nodes: list[Node]) -> Iterator[str]:
    """Limits on sessions, weeks and units."""
    for one in nodes:
        if one.kind in ("course_limit", "unit_limit"):
            yield escaped(", ".join(phrases(one)))


COLUMNS: dict[str, Callable[[list[Node]], Iterator[str]]] = {
    "trials": trials,
    "classes": classes,
    "weeks": weeks,
    "scale": scale,
    "psychotherapy": psychotherapy,
    "sessions": sessions,
}


def retreatment(policy: Policy, indication: str) -> str:
    """What a further course needs."""
    entry = followed(policy, policy.entry("retreatment", indication))
    if entry is None:
        return "not spoken of" if policy.read_whole else "not seen"
    if entry.node is None or entry.kind != "tree":
        return "not seen" if entry.kind == "text_not_seen" else kind_words(entry.kind)
    nodes = list(below(entry.node))
    found = [escaped("; ".join(phrases(one)) or kind_words(one.kind)) for one in nodes if about_course(one)]
    return " / ".join(dict.fromkeys(found)) or blank(entry, nodes).replace("not asked", "criteria, see page")


def about_course(node: Node) -> bool:
    """Whether a leaf asks something of the earlier course, beyond what it was for."""
    kind = KINDS.get(node.kind)
    return kind is not None and kind.of_subject == "prior_tms" and node.kind != "tms_indication"


def grades(nodes: list[Node]) -> str:
    """How close to the payer's text the criteria were read."""
    found = {one.grade for one in nodes if one.is_leaf or not one.children}
    return ", ".join(worded(one) for one in ("payer_text", "summary", "second_hand") if one in found)


# -- files -----------------------------------------------------------------------------------------


def pages() -> dict[str, str]:
    """File name -> text of every page."""
    found = [load_policy(path) for path, _ in policy_files((Root(CRITERIA, local=False),))]
    found.sort(key=lambda one: (one.head.payer.printed, one.id, str(one.effective_from or "")))
    registry = read_registry(CRITERIA / NAME)
    made = {"README.md": index(found, registry), "comparison.md": comparison(found)}
    return made | {page_name(one): page(one) for one in found}


def stale(wanted: dict[str, str]) -> list[str]:
    """Pages that differ from their sources, are missing, or describe no revision any more."""
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    return sorted(name for name in {*there, *wanted} if there.get(name) != wanted.get(name))


def main(arguments: list[str]) -> int:
    """Write, or with --check compare."""
    wanted = pages()
    names = stale(wanted)
    if arguments == ["--check"]:
        print("stale: " + ", ".join(names) if names else "policy pages are fresh")
        return 1 if names else 0
    PAGES.mkdir(parents=True, exist_ok=True)
    for name in names:
        if name in wanted:
            (PAGES / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (PAGES / name).unlink()
    print(f"{len(names)} of {len(wanted)} pages written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
