"""``policies diff``: what a clinician must know about a new revision, in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from authpack import api
from authpack.criteria.policy_diff import Difference, by_weight, differences, effects
from tests.builders import case as record
from tests.builders import case_data, complete, entry, fixed, for_some, group, leaf, policy, trial
from tests.functional.policies.conftest import Ran, Write, tree


def only(found: list[Difference], kind: str) -> list[str]:
    return [f"{one.id}: {one.text}" if one.id else one.text for one in found if one.kind == kind]


def it_says_nothing_of_two_equal_revisions() -> None:
    assert differences(policy(tree()), policy(tree())) == []


def it_tells_every_threshold_in_words() -> None:
    old = leaf(
        "trials", {"at_least": 2, "response": {"counts": ["none"]}, "adequate": {"weeks": 6}}, "failed"
    )
    new = leaf(
        "trials",
        {"at_least": 4, "distinct_classes": 2, "response": {"counts": ["none"]}, "adequate": {"weeks": 8}},
        "failed",
    )
    assert only(differences(policy(old), policy(new)), "threshold") == [
        "failed: at least 2 trials -> at least 4 trials",
        "failed: for at least 6 weeks -> for at least 8 weeks",
        "failed: not asked (distinct classes) -> from at least 2 different classes",
    ]


def it_tells_a_limit_that_moved_by_one() -> None:
    old, new = (leaf("course_limit", {"max_sessions": count}, "limit") for count in (36, 35))
    assert only(differences(policy(old), policy(new)), "threshold") == [
        "limit: at most 36 sessions -> at most 35 sessions"
    ]


def it_tells_strict_from_not_strict() -> None:
    def over(**rule: int) -> Any:
        return policy(for_some("prior_tms", leaf("tms_improvement", rule, "gain")))

    assert only(differences(over(over=50), over(at_least=50)), "threshold") == [
        "gain: more than 50 % improvement -> not asked (over)",
        "gain: not asked (at least) -> at least 50 % improvement",
    ]


def it_names_added_and_removed_criteria_with_what_they_ask() -> None:
    more = policy(tree(also=[leaf("examined", {"how": "face_to_face"}, "seen")]))
    assert only(differences(policy(tree()), more), "added") == [
        "seen: synthetic criterion [examination: face to face]"
    ]
    assert only(differences(more, policy(tree())), "removed") == [
        "seen: synthetic criterion [examination: face to face]"
    ]


def it_names_a_group_once_with_all_that_it_holds() -> None:
    pair = group("all_of", [fixed("met", "a"), fixed("not_met", "b")], "pair")
    found = only(differences(policy(tree()), policy(tree(also=[pair]))), "added")
    assert len(found) == 1
    assert found[0].startswith("pair: ") and "120 years or older" in found[0]


def it_says_that_a_route_is_gone() -> None:
    one_route = tree()
    del one_route["all_of"][1]["any_of"][1]
    found = differences(policy(tree()), policy(one_route))
    (gone,) = only(found, "removed")
    assert gone == (
        "ect: synthetic criterion [electroconvulsive therapy: currently receiving]"
        " (one of the routes of history)"
    )


def it_never_says_of_a_text_read_in_part_that_it_no_longer_asks() -> None:
    more = tree(also=[leaf("examined", {"how": "face_to_face"}, "seen")])
    whole = policy(entries=[entry("initial", "mdd", tree=more)])
    part = policy(entries=[entry("initial", "mdd", "part", tree=tree())])
    (removed,) = only(differences(whole, part), "removed")
    assert removed.endswith("(the newer text was read in part: it may still be asked there)")
    (added,) = only(differences(part, whole), "added")
    assert added.endswith("(the older text was read in part: it may have been asked there)")


def it_tells_how_criteria_are_joined() -> None:
    joined = tree()
    joined["all_of"][1]["all_of"] = joined["all_of"][1].pop("any_of")
    assert only(differences(policy(tree()), policy(joined)), "route") == [
        "history: its criteria are joined by: one of -> all of"
    ]


def it_tells_that_a_criterion_no_longer_decides_or_has_a_guard() -> None:
    old = tree(also=[leaf("target", {"is": ["left_dlpfc"]}, "target")])
    new = tree(also=[leaf("target", {"is": ["left_dlpfc"]}, "target", advisory="yes")])
    assert only(differences(policy(old), policy(new)), "route") == [
        "target: now advisory: it no longer decides"
    ]
    guarded = tree(
        also=[
            leaf("target", {"is": ["left_dlpfc"]}, "target", applies_when=leaf("age", {"max": 17}, "young"))
        ]
    )
    assert only(differences(policy(old), policy(guarded)), "route") == [
        "target: applies when: always -> synthetic criterion [age: at most 17 years old]"
    ]


def it_pairs_a_renamed_criterion() -> None:
    new = tree(3)
    new["all_of"][1]["any_of"][0]["id"] = "history.failed_trials"
    found = differences(policy(tree()), policy(new))
    assert only(found, "added") == only(found, "removed") == []
    assert only(found, "threshold") == ["history.failed_trials: at least 2 trials -> at least 3 trials"]


def it_tells_the_head_and_the_phases() -> None:
    old = policy(entries=[entry("initial", "mdd", tree=tree())], revision="1")
    unseen = {"id": "later", "section": "2", "says": "not seen", "cite": "src, 2"}
    new = policy(
        entries=[
            entry("initial", "mdd", "part", tree=tree()),
            entry("retreatment", "mdd", text_not_seen=unseen),
        ],
        revision="2",
        review_mode="claim_review",
        lines_of_business=["commercial", "medicare_advantage"],
    )
    found = differences(old, new)
    assert only(found, "head") == [
        "revision: 1 -> 2",
        "review mode: prior auth -> claim review",
        "lines of business: now medicare_advantage",
    ]
    assert only(found, "scope") == [
        "criteria text read whole -> read in part",
        "now speaks of retreatment mdd: text not seen",
    ]
    assert list(by_weight(found)) == ["head", "scope"]


def it_names_a_shared_criterion_once_with_its_phases() -> None:
    def both(failed: int) -> Any:
        again = {"ref": "initial"}
        return policy(
            entries=[
                entry("initial", "mdd", tree=tree(failed)),
                entry("retreatment", "mdd", tree=group("all_of", [again], "retreatment")),
            ]
        )

    found = [one for one in differences(both(2), both(3)) if one.kind == "threshold"]
    assert [one.where for one in found] == ["initial mdd, retreatment mdd"]


# -- open cases ------------------------------------------------------------------------------------

TRIALS = complete(trial("t1", "sertraline"), trial("t2", "venlafaxine"), trial("t3", "bupropion"))
FREE = {"catatonia": {"status": "absent", "date": "2026-01-28"}}


def it_tells_which_open_requests_answer_otherwise() -> None:
    one = record(trials=TRIALS, screen=FREE, ect={"currently_receiving": "no"})
    for wanted, changed in ((3, False), (4, True)):
        (effect,) = effects([("a.yaml", one)], policy(tree()), policy(tree(wanted)))
        assert effect.changed is changed
        assert (effect.before, effect.after) == ("met", "not met" if changed else "met")
    assert ("failed", "met -> not met") in effect.criteria


def it_judges_both_texts_whatever_their_dates() -> None:
    one = record(trials=TRIALS, screen=FREE, ect={"currently_receiving": "no"})
    old = policy(tree(), effective_to="2021-12-31")
    new = policy(tree(4), effective_from="2030-01-01")
    (effect,) = effects([("a.yaml", one)], old, new)
    assert (effect.before, effect.after) == ("met", "not met")


def but_it_leaves_out_cases_of_another_payer_and_decided_requests() -> None:
    other = record({"coverage": "v1"}, coverage=[{"id": "v1", "payer": "Another Plan"}])
    same = record({"coverage": "v1"}, coverage=[{"id": "v1", "payer": "invented health plan"}])
    decided = record({"state": "decided"})
    found = effects([("o", other), ("s", same), ("d", decided)], policy(tree()), policy(tree(3)))
    assert [one.case for one in found] == ["s"]


# -- the command -----------------------------------------------------------------------------------


def it_compares_any_two_shipped_revisions_without_a_word_missing() -> None:
    revisions = [one for one in api.catalog().revisions.values() if len(one) > 1]
    assert revisions
    for older, newer in [pair for known in revisions for pair in pairwise(known)]:
        found = differences(older, newer)
        assert found, newer.file
        assert all(one.text.strip() and "{v}" not in one.text for one in found)


def it_compares_files_ids_and_dates(run: Callable[..., Ran], write: Write, own: Path, tmp_path: Path) -> None:
    old = write(effective_to="2023-12-31")
    new = write(tree(3), "2024-01-01.yaml", effective_from="2024-01-01")
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.json").write_text(
        json.dumps(case_data(trials=complete(trial("t1", "sertraline"))))
    )
    (tmp_path / "open" / "broken.yaml").write_text("schema: [")
    by_file = run("policies", "diff", old, new, "--cases", tmp_path / "open")
    assert by_file.code == 0
    assert "failed: at least 2 trials -> at least 3 trials" in by_file.flat
    assert "Open requests: 1, of which 0 answer otherwise." in by_file.flat
    assert "Not read as a case: broken.yaml" in by_file.flat
    by_date = run("policies", "diff", "synthetic@2020-06-01", "synthetic", "--policies", own)
    assert "failed: at least 2 trials -> at least 3 trials" in by_date.flat
    data = json.loads(run("policies", "diff", old, new, "--format", "json").out)
    assert {"kind", "where", "id", "section", "text"} == set(data["differences"][0])


def but_it_refuses_a_date_before_the_first_revision(run: Callable[..., Ran], write: Write, own: Path) -> None:
    write()
    done = run("policies", "diff", "synthetic@2019-12-31", "synthetic", "--policies", own)
    assert done.code == 2
    assert "was in force on 2019-12-31" in done.err
    assert run("policies", "diff", "synthetic@soon", "synthetic", "--policies", own).code == 2
    assert run("policies", "diff", "nothing.yaml", "synthetic", "--policies", own).code == 2
    assert (
        run("policies", "diff", "synthetic", "synthetic", "--policies", own, "--cases", own / "none").code
        == 2
    )
