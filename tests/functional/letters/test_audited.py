"""What an audit with records of new shapes found: each of these once printed something wrong, or was refused."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest
import yaml

from authpack import api
from authpack.documents.letter_criteria import asked_words
from authpack.errors import DocumentRefused
from authpack.reference.drugs import all_drugs, class_name
from tests.functional.letters.support import ROOT, letter, pages_of, record, text_of, write

CLEAN, MINOR, CONTINUATION = "01-clean-approval", "06-adolescent", "10-continuation"
REPEAT, CLAIM_REPEAT, NETWORK = "13-retreatment-commercial", "05-retreatment", "12-network-exception"
THEY, COURSE = "04-intolerance-route", "15-course-with-sessions"

Data = dict[str, Any]


def trial(name: str, drug: str, **more: Any) -> Data:
    return {
        "id": name, "drug": drug, "role": "antidepressant", "state": "stopped", "start": "2024-01-08",
        "stop": "2024-03-04", "max_dose": "20 mg/day", "response": "none", "stop_reason": "inadequate", **more,
    }  # fmt: skip


class DescribeMedicines:
    @pytest.mark.parametrize("one", sorted({drug.classes[0] for drug in all_drugs()}))
    def it_prints_a_drug_of_every_class_whatever_the_class_is_called(self, one: str) -> None:
        data = record(CLEAN)
        name = next(drug.generic for drug in all_drugs() if drug.classes[0] == one)
        data["trials"]["items"].append(trial("x", name, role="augmentation", partners=["t1"]))
        assert class_name(one) in text_of(write(data))

    def it_names_current_medicines_by_their_generic_names_and_keeps_the_formulation(self) -> None:
        data = record(CLEAN)
        data["current_medicines"]["items"] = [
            {"id": "m1", "drug": "Wellbutrin XL", "group": "antidepressant", "dose": "300 mg/day"}
        ]
        assert "Current psychotropic medicines: bupropion XL 300 mg/day." in text_of(write(data))

    def it_keeps_the_formulation_in_the_timeline(self) -> None:
        data = record(CLEAN)
        data["trials"]["items"][0] |= {"drug": "Effexor XR"}
        assert "venlafaxine XR 60 mg/day" in " ".join(" ".join(pages_of(write(data))).split())

    def it_says_once_that_no_trial_has_a_source(self) -> None:
        data = record(CLEAN)
        data["sources"] = []
        text = text_of(write(data))
        assert "Source of the trials: not recorded." in text
        assert text.count("Source") == 1

    def it_says_one_year_where_a_trial_began_and_ended_in_it(self) -> None:
        data = record(CLEAN)
        data["trials"]["items"][0] |= {"start": "2023", "stop": "2023", "steps": []}
        text = text_of(write(data))
        assert "2023 to 2023" not in text

    def it_says_that_dates_are_not_recorded_and_not_that_of_each_end(self) -> None:
        data = record(CLEAN)
        for name in ("start", "stop", "steps"):
            data["trials"]["items"][0].pop(name, None)
        text = text_of(write(data))
        assert "dates not recorded" in text
        assert "start not recorded to end not recorded" not in text


class DescribePeople:
    def it_says_they_only_after_a_sentence_that_names_the_patient(self) -> None:
        data = record(THEY)
        data["trials"]["items"].append(
            trial("x9", "vortioxetine", episode=data["episodes"]["items"][-1]["id"])
        )
        name = f"{data['patient']['given_name']} {data['patient']['family_name']}"
        said = re.findall(r"(\S+ ?\S*) did not (?:respond to|tolerate)", pages_of(write(data))[0])
        assert len(said) == 2
        assert name.endswith(said[0].split()[-1])
        assert said[1].endswith("They")

    def it_says_role_and_qualification_of_a_supervisor_who_is_another_person(self) -> None:
        data = record(CLEAN)
        data["clinicians"].append(
            {"id": "sup", "name": "Wanda Falsch", "credentials": "MD", "role": "psychiatrist",
             "npi": "2000002503", "tms_training": "yes", "board_certified": "yes"}
        )  # fmt: skip
        data["requests"][0]["supervision"] = {"clinician": "sup", "direct": "yes"}
        assert (
            "Supervision: Wanda Falsch, MD, psychiatrist, board certified, and trained in TMS; direct supervision."
            in text_of(write(data))
        )

    def but_it_does_not_repeat_them_of_the_one_who_signs(self) -> None:
        assert re.search(r"Supervision: [^,;]+, MD; direct supervision", text_of(letter(CLEAN)))

    def it_prints_a_minors_assent_and_refuses_one_of_a_later_day(self) -> None:
        data = record(MINOR)
        assert "assented" not in text_of(write(data))
        data["patient"]["assent_date"] = data["patient"]["guardian"]["consent_date"]
        assert re.search(
            r"consented on ([A-Z]\w+ \d+, \d{4}), and the patient assented on \1", text_of(write(data))
        )
        data["patient"]["assent_date"] = "2099-01-01"
        with pytest.raises(DocumentRefused, match="assent is dated after the letter") as refused:
            write(data)
        assert "2099" not in str(refused.value)


class DescribeTheEpisode:
    def it_refuses_an_episode_that_was_over_before_the_request(self) -> None:
        data = record(CLEAN)
        data["episodes"]["items"].append({"id": "old", "indication": "mdd", "onset": "2003", "end": "2005"})
        data["requests"][0]["episode"] = "old"
        with pytest.raises(DocumentRefused) as refused:
            write(data)
        assert "recorded as over before the request" in str(refused.value.faults)

    def but_not_one_that_ended_on_the_very_day(self) -> None:
        data = record(CLEAN)
        used = data["requests"][0]["episode"]
        next(one for one in data["episodes"]["items"] if one["id"] == used)["end"] = data["requests"][0][
            "date"
        ]
        assert write(data)

    def it_says_earlier_episodes_with_the_illness_they_are_of(self) -> None:
        data = record(CLEAN)
        data["episodes"]["items"].append({"id": "old", "indication": "mdd", "onset": "2003", "end": "2005"})
        data["diagnoses"]["items"].append(
            {"id": "d9", "code": "G47.33", "display": "Obstructive sleep apnea"}
        )
        text = text_of(write(data))
        assert text.index("Earlier episodes:") < text.index("Further diagnosis: G47.33")

    def it_takes_the_latest_words_on_function_by_their_date_and_not_by_their_place(self) -> None:
        data = record(CLEAN)
        data["function"] = [
            {"id": "n", "date": "2026-05-02", "text": "NEWER WORDS"}, {"id": "o", "date": "2026-01", "text": "OLDER WORDS"},
        ]  # fmt: skip
        text = text_of(write(data))
        assert text.index("NEWER WORDS") < text.index("OLDER WORDS")
        assert 'Function, as charted May 2, 2026: "NEWER WORDS"' in text

    def it_prints_how_the_patient_is_now_on_the_first_page_of_a_request_for_more_sessions(self) -> None:
        data = record(CONTINUATION)
        data["function"].append({"id": "now", "date": "2026-11-20", "text": "BACK AT WORK"})
        assert "BACK AT WORK" in pages_of(write(data))[0]


class DescribeSafety:
    def it_prints_a_weighing_only_under_the_seizure_that_it_names(self) -> None:
        data = record(CLEAN)
        data["screen"]["seizures"] = {
            "items": [
                {"id": "z1", "age_years": "3", "cause": "febrile"},
                {"id": "z2", "date": "2004-05", "cause": "ect"},
            ]
        }
        data["risk_benefit"] = [
            {"id": "b", "item": "seizures", "detail_path": "/screen/seizures/z2", "conclusion": "proceed",
             "mitigation": "ONLY OF ECT", "clinician": data["clinicians"][0]["id"], "date": "2026-05-20"}
        ]  # fmt: skip
        assert text_of(write(data)).count("ONLY OF ECT") == 1
        data["risk_benefit"][0].pop("detail_path")
        assert text_of(write(data)).count("ONLY OF ECT") == 2

    @pytest.mark.parametrize("kind", ["expedited_request", "network_exception"])
    def it_has_the_section_that_the_first_page_points_to(self, kind: str) -> None:
        data = record(NETWORK)
        data["requests"][0] |= {
            "urgency": "expedited",
            "urgency_statement": {
                "clinician": data["clinicians"][0]["id"], "date": data["requests"][0]["date"], "text": "Worse each day.",
            },
        }  # fmt: skip
        data["screen"]["implants"] = {"items": [{"id": "i1", "item": "hearing aid", "removable": "yes"}]}
        text = text_of(write(data, kind=kind))
        assert "see Safety screen below" in text
        assert "Safety screen Present: Hearing aid" in text

    def it_says_that_a_later_screen_is_none_of_the_time_looked_back_to(self) -> None:
        text = text_of(letter(CLAIM_REPEAT))
        assert "As of September 11, 2023: To be weighed if present: seizure disorder" in text
        assert (
            "no screen of that time is recorded; screened September 9, 2026, absent: seizure disorder" in text
        )

    def but_an_earlier_screen_stands_for_itself(self) -> None:
        data = record(CLAIM_REPEAT)
        data["earlier_screens"] = [{**data["screen"], "id": "then", "date": "2023-09-04"}]
        assert "no screen of that time" not in text_of(write(data))


class DescribeTheCourse:
    def two_courses(self) -> Data:
        data = record(REPEAT)
        data["prior_tms"]["items"].append(
            {"id": "old", "indication": "mdd", "first_session": "2019", "last_session": "2019", "sessions": "12",
             "response": "none"}
        )  # fmt: skip
        return data

    @pytest.mark.parametrize("kind", [None, "peer_to_peer_brief"])
    def it_calls_no_course_the_first_where_another_came_before_and_names_that_one(
        self, kind: str | None
    ) -> None:
        first = " ".join(pages_of(write(self.two_courses(), kind=kind))[0].split())
        assert "The latest course" in first
        assert "The first course" not in first
        assert "Another course of TMS (2019, 12 sessions, no response) is recorded." in first

    def it_gives_no_percentage_of_a_first_total_of_zero(self) -> None:
        data = record(REPEAT)
        for one in data["scores"]["items"]:
            if one["instrument"] == "PHQ-9" and one["date"] == "2023-09-08":
                one |= {"total": "0"}
                one.pop("items", None)
        text = text_of(write(data))
        assert "undefined" not in text
        assert "no percentage, the first total being zero" in text

    def it_tells_what_is_known_on_the_letters_own_day_where_it_argues_no_criteria(self) -> None:
        data = record(COURSE)
        data["authorizations"][0]["valid_to"] = "2026-11-30"
        data["paragraphs"] = [
            {
                "clinician": "c1",
                "date": "2026-12-18",
                "text": "The extension was late.",
                "kinds": ["retro_authorization"],
            }
        ]
        case = api.load_case(json.dumps(data))
        judged = api.check(case, request="r1")
        made = api.letter(case, judged, kind="retro_authorization", date=datetime.date(2026, 12, 20))
        assert "4 (12/16/2026)" in " ".join(pages_of(made)[0].split())


class DescribeOtherLetters:
    def it_says_in_a_month_and_on_a_day(self) -> None:
        data = record(NETWORK)
        asked = data["requests"][0]["network_exception"]["asked"]
        for one in asked:
            one.pop("earliest", None)
        asked[0] |= {"offers": "yes", "earliest": "2027-01"}
        assert "is in January 2027." in text_of(write(data, kind="network_exception"))
        asked[0]["earliest"] = "2027-01-11"
        assert "is on January 11, 2027." in text_of(write(data, kind="network_exception"))

    def it_keeps_the_sheet_for_a_call_on_one_page_however_many_trials_there_are(self) -> None:
        data = record(CLEAN)
        names = (
            "citalopram",
            "paroxetine",
            "venlafaxine XR",
            "mirtazapine",
            "nortriptyline",
            "vortioxetine",
            "duloxetine",
        )
        data["trials"]["items"] += [
            trial(f"x{place}", name, side_effects=[{"name": "nausea"}]) for place, name in enumerate(names)
        ]
        assert len(pages_of(write(data, kind="peer_to_peer_brief"))) == 1

    def it_tells_the_patient_that_a_part_was_approved_when_it_was_a_part(self) -> None:
        data = record(COURSE)
        assert "yes to the treatment" in patient_letter(data)
        data["authorizations"][0]["codes"][1]["units"] = "10"
        assert "yes to a part of the treatment" in patient_letter(data)

    def it_reminds_of_the_envelope_where_the_address_is_confidential(self) -> None:
        data = record(COURSE)
        data["patient"]["confidential_address"] = data["patient"]["address"]
        case = api.load_case(json.dumps(data))
        made = api.letter(case, api.check(case, request="r1"), kind="patient_letter")
        assert "use an envelope without its name" in made.beside["gaps.md"]


def patient_letter(data: Data) -> str:
    case = api.load_case(json.dumps(data))
    made = api.letter(
        case,
        api.check(case, request="r1"),
        kind="patient_letter",
        about={"news": "approved"},
        date=datetime.date(2026, 10, 9),
    )
    return text_of(made)


class DescribeTheCrosswalk:
    def it_asks_for_the_plans_own_review_only_where_the_request_hangs_on_it(self) -> None:
        data = record(MINOR)
        data["coverage"][0] |= {"payer": "Aetna", "policy": "aetna-cpb-0469", "state": "CO"}
        text = text_of(write(data))
        assert "whether more than 36 sessions are necessary" not in text

    def it_joins_nothing_under_that_nothing_is_recorded_across_sections(self) -> None:
        data = record(MINOR)
        data["coverage"][0] |= {"payer": "Aetna", "policy": "aetna-cpb-0469", "state": "CO"}
        data["facility"] = {}
        assert "Operator; Exclusion" not in text_of(write(data))

    def it_prints_what_the_screen_says_of_substance_use_where_a_text_asks_for_a_time_without(self) -> None:
        data = record(MINOR)
        data["coverage"][0] |= {"payer": "Aetna", "policy": "aetna-cpb-0469", "state": "CO"}
        data["screen"]["substance_use"] = {"status": "absent", "date": "2026-05-18"}
        assert "no substance use at the screen of May 18, 2026" in text_of(write(data))

    def it_never_prints_our_notes_on_how_a_text_was_read(self) -> None:
        ours = re.compile(
            r"restate|as summarized|still names|licensed and not part|was not seen|not readable|snapshot",
            re.I,
        )
        said = set(leaf_words())
        assert len(said) > 500
        assert [asked_words(one) for one in said if ours.search(asked_words(one))] == []


def leaf_words() -> list[str]:
    """The words of every criterion that a letter may print: leaves that stand for a text that was read."""

    def walk(node: Any) -> list[str]:
        if isinstance(node, list):
            return [said for one in node for said in walk(one)]
        if not isinstance(node, dict):
            return []
        inner = [said for value in node.values() for said in walk(value)]
        groups = {
            "all_of",
            "any_of",
            "none_of",
            "readings",
            "at_least_n",
            "not_stated",
            "external",
            "for_some",
            "for_every",
        }
        own = (
            [" ".join(node["says"].split())]
            if isinstance(node.get("says"), str) and not groups & set(node)
            else []
        )
        return own + inner

    found = []
    for path in sorted((ROOT / "payer_criteria").glob("*/*/*.yaml")):
        found += walk(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    return found
