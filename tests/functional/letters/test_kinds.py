"""Each kind of letter to a payer: for which request it is, what it is refused without, what it says on its first page."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from authpack import api
from authpack.documents.letter_kinds import KINDS
from authpack.errors import DocumentRefused
from tests.builders import fixed, group, leaf, policy
from tests.functional.letters.support import WRITTEN, letter, pages_of, record, text_of, write

Data = dict[str, Any]
CLEAN, FLAGGED, RETREATMENT, ADOLESCENT, OCD_CLAIM = (
    "01-clean-approval", "08-safety-flag", "05-retreatment", "06-adolescent", "09-ocd",
)  # fmt: skip
CONTINUATION, ACCELERATED, NETWORK, REPEAT, OCD = (
    "10-continuation", "11-accelerated-theta-burst", "12-network-exception", "13-retreatment-commercial", "14-ocd-deep-tms",
)  # fmt: skip
OWN_KIND = {
    CLEAN: "authorization_letter",
    "04-intolerance-route": "theta_burst_letter",
    RETREATMENT: "chart_statement",
    ADOLESCENT: "adolescent_letter",
    OCD_CLAIM: "chart_statement",
    CONTINUATION: "continuation_letter",
    ACCELERATED: "accelerated_letter",
    NETWORK: "deep_tms_letter",
    REPEAT: "retreatment_letter",
    OCD: "ocd_letter",
}
URGENT = {"clinician": "c1", "date": "2026-09-28", "text": "Loses a kilogram a week."}


def first_page(name: str, kind: str | None = None) -> str:
    return " ".join(pages_of(letter(name, kind))[0].split())


def refused(data: Data, kind: str | None = None, **more: Any) -> dict[str, str]:
    """What the letter is refused for: path -> words."""
    with pytest.raises(DocumentRefused) as caught:
        write(data, kind=kind, **more)
    return {fault.where: fault.what for fault in caught.value.faults}


def open_request(data: Data) -> Data:
    found: Data = next(one for one in data["requests"] if one.get("state", "open") == "open")
    return found


def expedited(data: Data) -> Data:
    open_request(data).update(urgency="expedited", urgency_statement=dict(URGENT))
    return data


# -- which kind a request asks for by itself ------------------------------------------------------------


@pytest.mark.parametrize("name", OWN_KIND)
def it_chooses_by_review_phase_modality_illness_and_age(name: str) -> None:
    assert letter(name).kind == OWN_KIND[name]


def it_writes_no_letter_for_maintenance() -> None:
    data = record(CLEAN)
    data["requests"][0]["phase"] = "maintenance"
    with pytest.raises(DocumentRefused, match="No letter asks for maintenance"):
        write(data)


@pytest.mark.parametrize(
    ("born", "kind"),
    [
        ("2008-10-02", "adolescent_letter"),
        ("2008-10-01", "authorization_letter"),
        ("2008-09-30", "authorization_letter"),
    ],
)  # 17 years and 364 days, 18 on the request date 2026-10-01, 18 and a day
def it_takes_the_age_on_the_request_date(born: str, kind: str) -> None:
    data = record(CLEAN)
    data["patient"] |= {
        "birth_date": born,
        "guardian": {"name": "G", "relation": "mother", "consent_date": "2026-09-20"},
    }
    assert write(data).kind == kind


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("continuation_letter", "/requests/r1/phase"),
        ("retreatment_letter", "/requests/r1/phase"),
        ("accelerated_letter", "/requests/r1/modality"),
        ("theta_burst_letter", "/requests/r1/modality"),
        ("deep_tms_letter", "/requests/r1/modality"),
        ("ocd_letter", "/requests/r1/indication"),
        ("adolescent_letter", "/patient/birth_date"),
        ("expedited_request", "/requests/r1/urgency"),
        ("network_exception", "/coverage"),
    ],
)
def it_refuses_a_kind_that_the_request_is_not_of(kind: str, where: str) -> None:
    assert where in refused(record(CLEAN), kind)


@pytest.mark.parametrize("name", [ADOLESCENT, ACCELERATED, OCD])
def it_refuses_the_general_letter_where_a_kind_has_rules_of_its_own(name: str) -> None:
    found = refused(record(name), "authorization_letter")
    assert "a request of this kind has a letter of its own" in found.values()


@pytest.mark.parametrize(
    "kind", [name for name in KINDS if KINDS[name].reader == "payer" and KINDS[name].judged]
)
def it_refuses_every_request_where_claims_are_judged(kind: str) -> None:
    if KINDS[kind].template.removeprefix("letters/") not in _REQUEST_TEMPLATES:
        pytest.skip("an administrative letter, with rules of its own")
    assert "policy medicare-first-coast-l34522" in refused(record(FLAGGED), kind)


_REQUEST_TEMPLATES = {
    f"{name}.md.j2"
    for name in (
        "authorization", "theta_burst", "deep_tms", "accelerated", "adolescent", "ocd", "continuation", "retreatment",
        "expedited", "network_exception",
    )
}  # fmt: skip


def but_it_writes_the_request_of_a_practice_outside_the_network() -> None:
    assert letter(NETWORK).kind == "deep_tms_letter"
    data = record(NETWORK)
    data["coverage"][0]["network"] = "in"
    assert write(data).kind == "chart_statement"


def it_refuses_a_chart_statement_where_authorization_comes_first() -> None:
    assert "policy washington-hta-htcc-tms" in refused(record(CLEAN), "chart_statement")


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in (FLAGGED,)])
def it_says_who_what_codes_units_and_why_on_the_first_page(name: str) -> None:
    first, data = first_page(name), record(name)
    request = open_request(data)
    assert data["patient"]["family_name"] in first
    for line in request["codes"]:
        assert f"{line['code']}, {line['units']} unit" in first
    assert data["coverage"][0]["member_id"] in first
    assert "antidepressant trials are recorded" in first or "antidepressant trial" not in first
    assert "safety screen" in first
    if request["phase"] != "continuation":
        assert "total was" in first


# -- minors -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guardian", "where"),
    [
        (None, "/patient/guardian"),
        ({"name": "G", "relation": "father"}, "/patient/guardian/consent_date"),
        ({"name": "G", "relation": "father", "consent_date": "2026-10"}, "/patient/guardian/consent_date"),
        ({"name": "G", "relation": "father", "consent_date": "2026-10-20"}, "/patient/guardian/consent_date"),
    ],
)
def it_refuses_a_minors_letter_without_a_guardians_consent_before_it(
    guardian: Data | None, where: str
) -> None:
    data = record(ADOLESCENT)  # the request date is 2026-10-19
    data["patient"].pop("guardian")
    if guardian:
        data["patient"]["guardian"] = guardian
    assert set(refused(data)) == {where}


def it_puts_consent_and_the_adjunct_clearance_on_a_minors_first_page() -> None:
    first = first_page(ADOLESCENT)
    assert "Absalom Testerly, his father, consented on October 8, 2026." in first
    assert (
        "FDA-cleared (510(k) K231926) for major depressive disorder in patients aged 15 to 21, as an adjunct to other "
        "treatment" in first
    )
    assert text_of(letter(ADOLESCENT)).count("Current psychotropic medicines") == 1


def it_warns_when_an_adjunct_device_stands_alone() -> None:
    data = record(ADOLESCENT)
    data["trials"]["items"][1] |= {"state": "stopped", "stop": "2026-10-08", "stop_reason": "inadequate"}
    del data["trials"]["items"][1]["ongoing_on"]
    data["current_medicines"]["items"] = []
    data["psychotherapy"]["items"] = []
    assert "cleared as an adjunct to other treatment here" in write(data).beside["gaps.md"]


# -- theta burst, deep TMS, accelerated -----------------------------------------------------------------


def it_refuses_theta_burst_under_another_protocol() -> None:
    data = record("04-intolerance-route")
    open_request(data)["protocol"] = "hf_left_standard"
    assert "/requests/r1/protocol" in refused(data)


def it_refuses_deep_tms_without_its_coil_or_under_another_protocol() -> None:
    data = record(NETWORK)
    del open_request(data)["coil"]
    open_request(data)["protocol"] = "itbs_600"
    assert set(refused(data)) == {"/requests/r1/coil", "/requests/r1/protocol"}


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        ({"guidance": "unknown"}, "/requests/r1/guidance"),
        ({"guidance": "neuronavigation"}, "/requests/r1/guidance"),
        ({"codes": [{"code": "0889T", "units": "1"}, {"code": "0890T", "units": "1"}, {"code": "0891T", "units": "3"}]},
         "/requests/r1/codes"),  # four days, the schedule has five
        ({"codes": [{"code": "0890T", "units": "1"}, {"code": "0891T", "units": "5"}]}, "/requests/r1/codes"),  # six days
        ({"codes": [{"code": "0890T", "units": "1"}, {"code": "0891T", "units": "4"}, {"code": "90868", "units": "5"}]},
         "/requests/r1/codes"),
    ],
)  # fmt: skip
def it_refuses_an_accelerated_course_whose_parts_disagree(edit: Data, where: str) -> None:
    data = record(ACCELERATED)
    open_request(data).update(edit)
    assert set(refused(data)) == {where}


@pytest.mark.parametrize("per_day", [None, "1"])
def it_refuses_an_accelerated_course_without_several_sessions_a_day(per_day: str | None) -> None:
    data = record(ACCELERATED)
    del open_request(data)["schedule"]["sessions_per_day"]
    if per_day:
        open_request(data)["schedule"]["sessions_per_day"] = per_day
    assert "/requests/r1/schedule/sessions_per_day" in refused(data)


def it_says_sessions_days_and_targeting_of_an_accelerated_course_first() -> None:
    first = first_page(ACCELERATED)
    assert "10 sessions a day on 5 treatment days (0889T, 1 unit, 0890T, 1 unit, and 0891T, 4 units)" in first
    assert "The target is found by functional MRI." in first


@pytest.mark.parametrize("modality", ["rtms", "itbs"])
def it_refuses_an_accelerated_course_that_the_policy_leaves_out_even_as_a_draft(modality: str) -> None:
    case = api.load_case(json.dumps(record(ACCELERATED)))
    found = api.check(case, policy=policy(leaf("modality", {"is": [modality]})))
    with pytest.raises(DocumentRefused) as caught:
        api.letter(case, found, allow_gaps=True)
    assert any("does not cover this accelerated course" in fault.what for fault in caught.value.faults)


@pytest.mark.parametrize(
    "node", [leaf("modality", {"is": ["accelerated"]}), leaf("not_stated"), fixed("needs_review")]
)
def but_it_writes_it_where_the_policy_covers_it_or_does_not_say(node: Data) -> None:
    case = api.load_case(json.dumps(record(ACCELERATED)))
    made = api.letter(case, api.check(case, policy=policy(node)), allow_gaps=True)
    assert made.kind == "accelerated_letter"


def it_refuses_an_accelerated_course_beyond_the_sessions_that_are_covered() -> None:
    case = api.load_case(json.dumps(record(ACCELERATED)))  # 50 sessions
    for most, allowed in ((49, False), (50, True), (51, True)):
        tree = group("all_of", [fixed("met"), leaf("course_limit", {"max_sessions": most})])
        found = api.check(case, policy=policy(tree))
        if allowed:
            assert api.letter(case, found, allow_gaps=True).docx
        else:
            with pytest.raises(DocumentRefused, match="does not cover"):
                api.letter(case, found, allow_gaps=True)


def it_warns_of_several_sessions_a_day_under_a_code_by_the_session() -> None:
    data = record(ACCELERATED)
    open_request(data)["codes"] = [{"code": "90867", "units": "1"}, {"code": "90868", "units": "49"}]
    assert "Many payers pay one unit a day" in write(data).beside["gaps.md"]


# -- obsessive-compulsive disorder ------------------------------------------------------------------------


def it_refuses_an_ocd_letter_without_a_score_of_an_ocd_scale() -> None:
    data = record(OCD)
    for one in data["scores"]["items"]:
        one["instrument"] = "PHQ-9"
        one["total"] = "20"
    for one in data["trials"]["items"]:
        for name in ("baseline_score", "end_score", "response_instrument"):
            one.pop(name, None)
    for one in data["psychotherapy"]["items"]:
        one.pop("baseline", None)
        one.pop("end", None)
    assert "/scores" in refused(data)


def it_gives_score_and_exposure_therapy_on_an_ocd_letters_first_page() -> None:
    first = first_page(OCD)
    assert "the Y-BOCS total was 31 of 40" in first
    assert (
        "Exposure and response prevention (36 sessions, September 3, 2025 to February 4, 2026) brought no response."
        in first
    )


def it_cites_the_trial_of_that_coil_alone() -> None:
    text = text_of(letter(OCD))
    assert "Carmi L" in text
    assert "Carmi" not in text_of(letter(OCD_CLAIM))  # a figure-8 course: the trial was of another coil


# -- continuation -------------------------------------------------------------------------------------------

NEEDED: dict[str, Callable[[Data], Any]] = {
    "/requests/r2/course_start": lambda data: open_request(data).pop("course_start"),
    "/requests/r2/sessions_given": lambda data: open_request(data).pop("sessions_given"),
    "/authorizations": lambda data: data.pop("authorizations"),
    "/requests/r2/rationale": lambda data: open_request(data).pop("rationale"),
}


@pytest.mark.parametrize("path", NEEDED)
def it_refuses_a_continuation_without(path: str) -> None:
    data = record(CONTINUATION)
    NEEDED[path](data)
    assert path in refused(data)


def it_refuses_a_continuation_without_a_score_on_either_side_of_its_start() -> None:
    data = record(CONTINUATION)
    data["scores"]["items"] = [one for one in data["scores"]["items"] if one["date"] <= "2026-10-12"]
    assert "/scores" in refused(data)


def it_states_course_units_trend_and_reason_on_the_first_page() -> None:
    first = first_page(CONTINUATION)
    for said in (
        "10 more sessions of",
        "30 sessions of it have been given, against 36 authorized units",
        "With the 6 authorized that are left and the 10 requested here, the course comes to 46 sessions.",
        "an improvement of 40.9%",  # 100 x (22 - 13) / 22 = 40.909...
        "an improvement of 40.5%",  # 100 x (37 - 22) / 37 = 40.54...
        "Authorization AUTH-EXAMPLE-10",
        "Reason for more sessions, in the clinician's words: \"Improvement began",
    ):
        assert said in first


@pytest.mark.parametrize(
    ("latest", "said"),
    [
        ("22", ": no change."),
        ("21", "an improvement of 4.5%"),
        ("23", "a worsening of 4.5%"),
        ("0", "an improvement of 100%"),
    ],
)  # of 22: 100/22 = 4.54..., never shown larger than it is, a worsening neither
def it_computes_the_change_from_the_last_score_before_the_course_rounded_down(latest: str, said: str) -> None:
    data = record(CONTINUATION)
    last = next(one for one in data["scores"]["items"] if one["id"] == "s13")
    last["total"] = latest
    del last["items"]
    assert said in text_of(write(data))


def it_never_claims_maintenance_itself_and_warns_when_the_reason_does() -> None:
    assert "maintenance" not in text_of(letter(CONTINUATION)).lower()
    data = record(CONTINUATION)
    open_request(data)["rationale"] = "Maintenance sessions keep her well."
    made = write(data)
    assert "speaks of maintenance" in made.beside["gaps.md"]
    assert "Maintenance sessions keep her well." in text_of(made)


def it_counts_sessions_of_the_log_when_none_are_stated() -> None:
    data = record(CONTINUATION)
    del open_request(data)["sessions_given"]
    days = [datetime.date(2026, 10, 12) + datetime.timedelta(days=one) for one in range(20)]
    data["sessions"] = [
        {"id": f"n{place}", "date": day.isoformat(), "code": "90868"} for place, day in enumerate(days)
    ]
    # A log may be incomplete: without a stated number the count is a lower bound, so the letter is refused.
    assert "/requests/r2/sessions_given" in refused(data)
    open_request(data)["sessions_given"] = "20"
    assert "20 sessions of it have been given" in text_of(write(data))


# -- retreatment ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["first_session", "last_session", "sessions", "device", "maintained_until", "relapse"]
)
def it_refuses_a_retreatment_without(name: str) -> None:
    data = record(REPEAT)
    del data["prior_tms"]["items"][0][name]
    assert f"/prior_tms/tms1/{name}" in refused(data)


def it_refuses_a_retreatment_without_an_earlier_course_or_its_scores() -> None:
    data = record(REPEAT)
    data["prior_tms"]["items"] = []
    assert set(refused(data)) == {"/prior_tms"}
    data = record(REPEAT)
    data["scores"]["items"] = [one for one in data["scores"]["items"] if one["id"] not in ("s8", "h2")]
    assert "/scores" in refused(data)


def it_states_the_interval_in_whole_months() -> None:
    # From November 10, 2023 to September 14, 2026: 34 months on September 10.
    assert "The interval since the last session is 34 months." in first_page(REPEAT)
    for day, months in (
        ("2026-09-09", "33 months"),
        ("2026-09-10", "34 months"),
        ("2026-09-11", "34 months"),
    ):
        data = record(REPEAT)
        open_request(data)["date"] = day
        assert f"The interval since the last session is {months}." in text_of(write(data))


# -- expedited ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [None, "expedited_request"])
def it_refuses_every_expedited_request_without_a_clinicians_dated_statement(kind: str | None) -> None:
    path = "/requests/r1/urgency_statement"
    for change, where in (
        (None, path),
        ({**URGENT, "date": "2026-09"}, f"{path}/date"),
        ({**URGENT, "date": "2026-10-02"}, f"{path}/date"),  # the letter is of October 1
        ({**URGENT, "clinician": "nobody"}, f"{path}/clinician"),
    ):
        data = expedited(record(CLEAN))
        open_request(data).pop("urgency_statement")
        if change:
            open_request(data)["urgency_statement"] = change
        assert set(refused(data, kind)) == {where}


def it_quotes_the_statement_with_its_author_and_day() -> None:
    text = text_of(write(expedited(record(CLEAN)), kind="expedited_request"))
    assert (
        'In the clinician\'s words (Aurelio Exemplarov, September 28, 2026): "Loses a kilogram a week."'
        in text
    )
    assert "I request expedited review of the request of October 1, 2026" in text


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        (
            "She says that she will kill herself.",
            "suicidality, which this policy rules out or weighs (A, 5, b)",
        ),
        ("He hears voices; auditory hallucinations since Monday.", "psychosis"),
        ("Loses a kilogram a week.", None),
    ],
)
def it_warns_where_the_reason_for_haste_is_one_to_deny(words: str, warned: str | None) -> None:
    data = expedited(record(CLEAN))
    open_request(data)["urgency_statement"]["text"] = words
    case = api.load_case(json.dumps(data))
    items = [leaf("present", {"item": name}, name) for name in ("suicidal_ideation", "psychosis")]
    tree = group("none_of", [{**one, "section": "A, 5, b"} for one in items])
    memo = api.letter(case, api.check(case, policy=policy(tree)), allow_gaps=True).beside.get("gaps.md", "")
    assert (warned or "") in memo
    assert ("may be read as the reason to deny" in memo) == bool(warned)
    assert words not in memo


def it_warns_where_the_statement_contradicts_the_safety_screen() -> None:
    data = expedited(record(CLEAN))
    open_request(data)["urgency_statement"]["text"] = "Newly suicidal."
    assert "the safety screen says it was absent" in write(data).beside["gaps.md"]


# -- network exception ----------------------------------------------------------------------------------------


def it_refuses_a_network_exception_without_its_reasons() -> None:
    base = "/requests/r1/network_exception"
    data = record(NETWORK)
    del open_request(data)["network_exception"]
    assert set(refused(data, "network_exception")) == {base}
    data = record(NETWORK)
    open_request(data)["network_exception"] = {}
    assert {base, f"{base}/asks", f"{base}/statement"} == set(refused(data, "network_exception"))
    data = record(NETWORK)
    del open_request(data)["network_exception"]["asked"][1]["date"]
    assert set(refused(data, "network_exception")) == {f"{base}/asked/n2/date"}
    data = record(NETWORK)
    data["coverage"][0]["network"] = "in"
    assert "/coverage" in refused(data, "network_exception")


def it_tables_whom_the_practice_asked() -> None:
    text = text_of(letter(NETWORK, "network_exception"))
    assert "I request a single case agreement with this practice for this treatment: 30 sessions" in text
    assert re.search(r"In the clinician's words \([^)]+\): \"[^\"]+\"", text)
    assert "Flathead Example Psychiatry September 22, 2026 does not offer this treatment; 118 miles" in text
    assert (
        "does not offer this treatment (TMS, with a coil of another kind); first appointment January 11, 2027"
        in text
    )


def it_says_what_is_asked_and_why_in_a_sentence_on_the_first_page() -> None:
    first = first_page(NETWORK, "network_exception")
    assert "Request: Single case agreement, out of network; initial course, 30 sessions" in first
    assert (
        "None of the three network providers that were asked offers deep TMS with the H1 coil. The only appointment that was "
        "named, at Spokane Mock TMS Center, 199.5 miles from the patient's home, is on January 11, 2027."
        in first
    )
    assert "The clinical request goes with this letter; the case is summarized below." in first
    assert "Contracting: Quentin Placebo, telephone 406-555-0121" in first
    assert "the clinical request goes with it" in letter(NETWORK, "network_exception").beside["gaps.md"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("no", "no", "yes"), "Of three network providers that were asked, one offers deep TMS"),
        (
            ("no", "unknown", "no"),
            "None of the three network providers that were asked said that it offers deep TMS",
        ),
        (("no", "no", "no"), "None of the three network providers that were asked offers deep TMS"),
    ],
)
def but_it_argues_no_more_than_the_answers_say(answers: tuple[str, ...], said: str) -> None:
    data = record(NETWORK)
    for row, answer in zip(open_request(data)["network_exception"]["asked"], answers, strict=True):
        row["offers"] = answer
    assert said in text_of(write(data, kind="network_exception"))


def it_tables_how_long_the_patient_is_known() -> None:
    text = text_of(letter(NETWORK, "network_exception"))
    assert "This practice has treated the patient since September 2025." in text


def it_may_rest_on_a_dated_search_that_found_nobody() -> None:
    data = record(NETWORK)
    open_request(data)["network_exception"] |= {
        "asked": [],
        "none_in_network": "yes",
        "none_stated_by": "Plan directory",
    }
    del open_request(data)["network_exception"]["treated_since"]
    assert refused(data, "network_exception")
    open_request(data)["network_exception"]["none_date"] = "2026-09-20"
    text = text_of(write(data, kind="network_exception"))
    assert "Plan directory (September 20, 2026): no provider of this treatment in the plan's network." in text


# -- peer-to-peer brief ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WRITTEN)
def it_fits_the_brief_on_one_page_and_adds_no_fact(name: str) -> None:
    made = letter(name, "peer_to_peer_brief")
    assert len(pages_of(made)) == 1
    in_letter = {
        path for one in letter(name).trace["values"] for path in (*one["paths"], *one.get("inputs", []))
    }
    about_the_call = (
        "/denials/",
        "/coverage/",
        "/practice",
        "/clinicians/",
        "/patient/",
        "policy:",
        "reference:",
    )
    new = {
        path
        for one in made.trace["values"]
        for path in one["paths"]
        if not path.startswith(about_the_call)
        and not any(
            path == held or path.startswith(f"{held}/") or held.startswith(f"{path}/") for held in in_letter
        )
    }
    assert new == set()


def it_orders_the_timeline_by_date_and_ends_with_the_request() -> None:
    text = text_of(letter(CLEAN, "peer_to_peer_brief"))
    events = ("onset of the current episode", "fluoxetine, 60", "cognitive", "mirtazapine, 45", "desvenlafaxine, 100",
              "PHQ-9 total 22 of 27, MADRS", "requested start of TMS")  # fmt: skip
    table = text[text.index("When What") :]
    places = [table.index(one) for one in events]
    assert places == sorted(places)


def it_names_present_safety_items_with_their_detail_in_the_brief() -> None:
    text = text_of(letter(FLAGGED, "peer_to_peer_brief"))
    assert (
        "Present: dual-chamber cardiac pacemaker (location: below the left collarbone; distance from the coil not recorded"
        in text
    )


def it_refuses_a_brief_that_adds_a_fact() -> None:
    from authpack.documents.letter_rules import refuse_new_facts

    refuse_new_facts({"/trials/t1/drug", "/denials/d1/date", "policy:x"}, {"/trials/t1"})
    with pytest.raises(DocumentRefused) as caught:
        refuse_new_facts({"/trials/t1/drug", "/scores/s9/total"}, {"/trials/t1", "/scores/s1"})
    assert [fault.where for fault in caught.value.faults] == ["/scores/s9/total"]


def it_prints_what_the_notice_says_of_the_call() -> None:
    data = record(CLEAN)
    data["denials"] = [
        {"id": "n1", "request": "r1", "kind": "adverse", "date": "2026-09-30", "reference": "REF-9",
         "reasons": [{"id": "q1", "quote": "Trials are insufficient."}],
         "peer_to_peer": {"offered": "yes", "by": "2026-10-14", "phone": "800-555-0100"}}
    ]  # fmt: skip
    text = text_of(write(data, kind="peer_to_peer_brief"))
    assert "September 30, 2026, reference REF-9; call 800-555-0100 by October 14, 2026" in text
    assert '"Trials are insufficient."' in text


# -- attestation ------------------------------------------------------------------------------------------------


def it_attests_only_dated_acts_of_that_clinician_up_to_its_own_day() -> None:
    text = text_of(letter(CLEAN, "clinician_attestation"))
    assert "I, Aurelio Exemplarov, MD, attest" in text
    assert "I examined the patient in person (stated September 14, 2026)." in text
    data = record(CLEAN)
    data["attestations"][1]["date"] = "2026-09"  # not to the day
    data["attestations"][2]["date"] = "2026-10-02"  # after the letter
    data["attestations"][3]["clinician"] = "c2"
    data["clinicians"].append(
        {"id": "c2", "name": "Other Beispiel", "credentials": "DO", "role": "physician"}
    )
    text = text_of(write(data, kind="clinician_attestation"))
    assert "examined" in text
    assert not any(said in text for said in ("reviewed the medical", "ordered this", "supervise"))
    other = write(data, kind="clinician_attestation", about={"clinician": "c2"})
    assert "I, Other Beispiel, DO, attest" in text_of(other)
    assert other.stem.endswith("clinician-attestation-c2")
    assert "I examined" not in text_of(other)


def it_refuses_an_attestation_of_somebody_who_attested_nothing() -> None:
    data = record(CLEAN)
    data["clinicians"].append({"id": "c2", "name": "Other Beispiel", "role": "physician"})
    about = {"clinician": "c2"}
    assert set(refused(data, "clinician_attestation", about=about)) == {
        "/attestations",
        "/clinicians/c2/credentials",
    }
    assert set(refused(data, "clinician_attestation", about={"clinician": "c9"})) == {"/clinicians"}


def it_needs_no_policy_for_an_attestation() -> None:
    case = api.load_case(json.dumps(record(CLEAN)))
    made = api.letter(case, kind="clinician_attestation", request="r1")
    assert made.trace["policy"] is None
    assert not made.draft


def it_judges_nothing_in_an_attestation() -> None:
    case = api.load_case(json.dumps(record(FLAGGED)))
    found = api.check(case)
    made = api.letter(case, found._replace(overall="not_met"), kind="clinician_attestation")
    assert not made.draft
