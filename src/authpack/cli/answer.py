"""A determination, as ``explain`` gives it, arranged for reading: rows, trials, changes.

Works on plain data only; text and Markdown are drawn from the same arrangement.
"""

from typing import Any, NamedTuple

Data = dict[str, Any]

WORDS: dict[str, tuple[str, str, str]] = {
    "met": ("[+]", "met", "good"),
    "not_met": ("[-]", "not met", "bad"),
    "not_documented": ("[?]", "not documented", "open"),
    "needs_review": ("[!]", "needs review", "open"),
    "external": ("[~]", "judged by licensed criteria", "open"),
    "text_not_seen": ("[~]", "policy text not seen", "open"),
    "not_applicable": ("[ ]", "does not apply", "plain"),
}
RULED_OUT = ("[+]", "ruled out", "good")
PRESENT = ("[-]", "present", "bad")
PRESENT_PART = ("[.]", "present", "plain")

MEANING: dict[str, str] = {
    "met": "every criterion that decides is met on this record",
    "not_met": "the record contradicts a criterion that decides",
    "not_documented": "the record is silent on something that decides",
    "needs_review": "a person must judge something that decides",
    "external": "licensed criteria decide that are not held here",
    "text_not_seen": "a part of the policy that decides was not seen",
    "not_applicable": "nothing in the policy applies to this request",
}
REVIEW_MODES = {
    "prior_auth": "prior authorization",
    "claim_review": "claim review (nothing is requested in advance)",
    "organization_determination": "organization determination",
    "excluded": "excluded from coverage",
}
KINDS = {
    "record": "record",
    "document": "document",
    "judgement": "judgement",
    "assessment": "assess",
    "care": "further care",
}
OPEN = ("not_documented", "needs_review", "external", "text_not_seen")
GROUPS = ("all_of", "any_of", "none_of", "at_least", "readings", "for_some")


class Row(NamedTuple):
    """One criterion as a line of the table."""

    depth: int
    id: str
    mark: str
    symbol: str
    status: str
    tone: str
    section: str
    says: str
    why: str
    evidence: tuple[str, ...]
    flags: tuple[str, ...]
    get: str
    leaf: bool


class TrialTable(NamedTuple):
    """One trial-by-trial table; several criteria with the same lines share it."""

    criteria: tuple[str, ...]
    says: str
    section: str
    status: str
    lines: tuple[tuple[str, str, str, str, str], ...]


class ChangeList(NamedTuple):
    """The changes, with what all sets share taken out in front."""

    shared: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]
    truncated: bool
    blocked_by: tuple[str, ...]


def rows(data: Data) -> list[Row]:
    """Every criterion in policy order, with its depth; children of none_of read "ruled out" or "present".

    Readings of one sentence that come out alike are one row.
    """
    places: dict[str, tuple[int, str, str]] = {}
    found: list[Row] = []
    for one in data["findings"]:
        depth, sense, operator = places.get(one["parent"], (-1, "", ""))
        places[one["id"]] = (depth + 1, _inner(sense, one["operator"]), one["operator"])
        row = _row(one, depth + 1, sense)
        if operator == "readings" and row.leaf and found and _alike(row, found[-1]):
            found[-1] = found[-1]._replace(says=f"{row.says} {EACH_READING}")
        else:
            found.append(row)
    return found


EACH_READING = "(the same under each reading)"


def _alike(row: Row, before: Row) -> bool:
    plain = before._replace(id=row.id, says=before.says.removesuffix(EACH_READING).rstrip())
    return row == plain


def _inner(sense: str, operator: str) -> str:
    """How the children of a node read: "" as they are, "direct" and "part" under a none_of."""
    if operator == "none_of":
        return "direct"
    if not sense:
        return ""
    return "direct" if sense == "direct" and operator in ("any_of", "readings") else "part"


def _row(one: Data, depth: int, sense: str) -> Row:
    symbol, status, tone = WORDS[one["status"]]
    if sense and one["status"] == "not_met":
        symbol, status, tone = RULED_OUT
    elif sense and one["status"] == "met":
        symbol, status, tone = PRESENT if sense == "direct" else PRESENT_PART
    if one["advisory"]:
        status += " (advisory)"
    leaf = one["operator"] not in GROUPS
    return Row(
        depth,
        one["id"],
        "*" if one["decisive"] else " ",
        symbol,
        status,
        tone,
        one["section"],
        f"{one['says']} [{one['subject']}]" if one["subject"] and leaf else one["says"],
        one["why"],
        brief_paths(one["evidence"]),
        _flags(one),
        _to_get(one),
        leaf,
    )


def brief_paths(paths: list[str]) -> tuple[str, ...]:
    """Paths without those that a listed parent covers."""
    listed = set(paths)
    return tuple(path for path in dict.fromkeys(paths) if not any(above in listed for above in _above(path)))


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(2, len(parts))]


def _flags(one: Data) -> tuple[str, ...]:
    flags = []
    if one["unsourced"]:
        flags.append("no source recorded for " + ", ".join(brief_paths(one["unsourced"])))
    if one["patient_report"]:
        flags.append("on the patient's report alone: " + ", ".join(brief_paths(one["patient_report"])))
    if one["assumes"]:
        flags.append("rests on unverified reference rows: " + ", ".join(one["assumes"]))
    if one["grade"] != "payer_text":
        flags.append("the policy's text was not read itself (" + one["grade"].replace("_", " ") + ")")
    return tuple(flags)


def _to_get(one: Data) -> str:
    parts = [one["ask"]] if one["ask"] else []
    if one["missing"] and one["status"] in OPEN:
        parts.append("(" + ", ".join(brief_paths(one["missing"])) + ")")
    if one["reason"] == "left_to_judgement":
        subject = f", subject {one['subject']}" if one["subject"] else ""
        parts.append(f"(a judgement of criterion {one['id']}{subject})")
    return " ".join(parts)


def deciding(found: list[Row]) -> list[Row]:
    """The deciding leaves that stand in the way, contradicted ones first, each reason once."""
    leaves = [row for row in found if row.leaf and row.mark == "*" and row.tone in ("bad", "open")]
    once = {(row.section, row.why): row for row in reversed(leaves)}
    kept = [row for row in leaves if once[row.section, row.why] is row]
    return sorted(kept, key=lambda row: row.tone != "bad")


def trial_tables(data: Data) -> list[TrialTable]:
    """One table per trial criterion; those with the same lines are joined."""
    says = {one["id"]: one for one in data["findings"]}
    joined: dict[Any, list[str]] = {}
    for one in data["trials"]:
        lines = tuple(_trial_line(line) for line in one["lines"])
        joined.setdefault((one["status"], lines), []).append(one["criterion"])
    return [
        TrialTable(tuple(ids), says[ids[0]]["says"], says[ids[0]]["section"], WORDS[status][1], lines)
        for (status, lines), ids in joined.items()
    ]


def _trial_line(line: Data) -> tuple[str, str, str, str, str]:
    words = {"met": "[+] counts", "not_met": "[-] no"}.get(line["counts"], f"{WORDS[line['counts']][0]} open")
    return words, line["trial"], line["drug"], ", ".join(line["classes"]) or "-", line["why"]


def change_list(data: Data) -> ChangeList:
    """The change sets with their common repairs said once."""
    sets = [{repair["key"]: _repair(repair) for repair in one["repairs"]} for one in data["changes"]]
    shared = [key for key in sets[0] if all(key in one for one in sets)] if sets else []
    rest = tuple(tuple(text for key, text in one.items() if key not in shared) for one in sets)
    return ChangeList(
        tuple(sets[0][key] for key in shared),
        rest if len(sets) > 1 else (),
        data["changes_truncated"],
        tuple(data["blocked_by"]),
    )


def _repair(repair: Data) -> str:
    return f"[{KINDS[repair['kind']]}] {repair['text']}"


def assumed(data: Data) -> list[str]:
    """Unverified reference rows that any finding rests on, each once."""
    return list(dict.fromkeys(row for one in data["findings"] for row in one["assumes"]))


def effective(policy: Data) -> str:
    """Since when the revision is in force, or that this is assumed."""
    start = policy["effective_from"]
    return "effective date unknown, assumed in force" if start == "unknown" else f"in force from {start}"


def completeness(policy: Data) -> str:
    """How much of the criteria text was read, per phase and indication, when any was read in part."""
    part = [name for name, how in policy["completeness"].items() if how != "whole"]
    return "criteria text read whole" if not part else "criteria text read in part for: " + ", ".join(part)


def heading(data: Data) -> list[tuple[str, str]]:
    """The facts of the judgement, as label and value."""
    policy = data["policy"]
    return [
        ("Payer", policy["payer"]),
        ("Policy", f"{policy['number']}, revision {policy['revision']}, {effective(policy)}"),
        ("Text", f"{policy['id']}, sha256 {policy['sha256'][:12]}, {completeness(policy)}"),
        ("Review", REVIEW_MODES.get(policy["review_mode"], policy["review_mode"])),
        ("Case", f"{data['case']}, request {data['request']}, facts as of {data['as_of']}"),
    ]


def remarks(data: Data) -> list[tuple[str, list[str]]]:
    """Everything a reader must know beside the criteria: a title and its lines, empty ones left out."""
    policy = data["policy"]
    local = (
        ["This revision comes from your own policy folder (or carries your own correction)."]
        if policy["local"]
        else []
    )
    found = [
        ("Problems of the record", [_problem(one) for one in data["problems"]]),
        ("Notes", [*data["notes"], *local]),
        ("Not read of this policy", list(policy["unread"])),
        ("Reference values assumed, not verified", assumed(data)),
    ]
    return [(title, lines) for title, lines in found if lines]


def _problem(one: Data) -> str:
    places = f" ({', '.join(one['paths'])})" if one["paths"] else ""
    weight = " Judged under each of the contradictory values." if one["conflict"] else ""
    return f"{one['text']}{places}.{weight}"
