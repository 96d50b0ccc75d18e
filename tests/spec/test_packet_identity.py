"""Whose page it is: what counts as this patient, as somebody else, and as nobody.

Only places that name the patient count; a clinician, a pharmacy or a relative on the page is not another patient.
"""

from __future__ import annotations

from datetime import date

import pytest

from authpack.domain.dates import PartialDate
from authpack.packets.identity import Person, dates_in, identity, service_date, words

ANNA = Person(
    family=("nguyen", "brandt"),
    given=("anais", "marie"),
    birth=PartialDate.parse("1988-11-23"),
    members=frozenset({"XEX000000181"}),
    others=(
        frozenset({"jonas", "brandt"}),
        frozenset({"ludmila", "beispiel"}),
        frozenset({"harbor", "pretend", "psychiatry"}),
    ),
)
FILLER = "\nProgress note. Depressed mood, poor sleep, no suicidal ideation today. Plan: continue."


@pytest.mark.parametrize(
    "line",
    [
        "Patient: Anais Nguyen-Brandt",
        "Patient Name: NGUYEN-BRANDT, ANAIS",
        "Patient: Nguyen Brandt, Anaïs Marie",
        "PATIENT NAME: Nguyen-Brandt, A.",
        "Patient: A. M. Nguyen-Brandt",
        "Patient: Ms. Anais M. Nguyen-Brandt   DOB: 11/23/1988",
        "Name: Anais Nguyen-Brandt, Age: 37",
        "Patient: Anais\nNguyen-Brandt",
        "Patient:\nAnais Nguyen-Brandt",
        "Patient: Anais Nguyen-\nBrandt",
        "Re: Anais Nguyen-Brandt, DOB 11/23/1988",
        "Patient: ANAISNGUYENBRANDT",
        "The visit of Anais Nguyen-Brandt began late.",
        "DOB: 11/23/1988",
        "Date of birth: November 23, 1988",
        "D.O.B. 23-Nov-1988",
        "DOB: 11/23/88",
        "Member ID: XEX 0000 00181",
        "Member ID #: XEX000000181-01",
        "Patient: Anais Lindqvist (née Nguyen-Brandt)",
        "Patient: Anais Lindqvist, formerly Nguyen-Brandt",
        "Patient Name\nAnais Nguyen-Brandt",
        "NGUYEN-BRANDT, ANAIS - MRN 00123",
        "Age 37 Sex F DOB 11/23/1988",
        "Last name: Nguyen-Brandt\nFirst name: Anais\nProvider Last name: Oakley",
        "Last name: Nguyen-Brandt\nLast name: Oakley",
        "Paciente: Anais Nguyen-Brandt\nFecha de nacimiento: 23/11/1988",
        "Patient: Anais Nguyen-Brandt\nFather: Paul Brandt, DOB 01/02/1950",
        "Patient: Anais Nguyen-Brandt\nTwo children: Ana, DOB 04/04/2012",
        "Patient Name (Last, First, MI): NGUYEN-BRANDT, ANAIS M",
        "DOB 11231988",
        "DOB: 19881123",
        "DOB: 1988/11/23",
        "DOB: 11 / 23 / 1988",
        "DOB: 23.11.1988",
        "Ms. Brandt is a 37-year-old woman.",
        "Anais Nguyen-Brandt is a 37 y/o woman. Her husband, Mr. Oakley, is a 40-year-old teacher.",
    ],
)
def it_knows_the_patient_in_every_common_form(line: str) -> None:
    assert identity(line + FILLER, ANNA).answer == "match"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Patient: Robert Oakley", "name"),
        ("Patient Name: OAKLEY, ROBERT", "name"),
        ("Patient: Anton Nguyen-Brandt", "name"),
        ("Patient: Anais Brandt-Lindqvist", "name"),
        ("Patient: Robert Oakley\nAnais Nguyen-Brandt (copy)", "name"),
        ("Name: Jordan Oakley   DOB: 01/02/1970", "name"),
        ("Re: Robert Oakley, DOB 01/02/1970", "name"),
        ("DOB: 11/24/1988", "date of birth"),
        ("Date of birth: 1988-11-22", "date of birth"),
        ("Patient: Anais Nguyen-Brandt\nDOB: 01/02/1970", "date of birth"),
        ("Member ID: ZZZ999999999", "member number"),
        ("Patient: Anais Nguyen-Brandt\nMember ID: ZZZ999999999", "member number"),
        ("Patient: Anais Nguyen-Brandt\nPatient: Robert Oakley", "name"),
        # Two patients on one line: two pages on one sheet, or a printed list.
        ("Patient: Anais Nguyen-Brandt DOB: 11/23/1988 Patient: Robert Oakley", "name"),
        ("DOB: 11/23/1988   DOB: 01/02/1970", "date of birth"),
        ("Member ID: XEX000000181 Member ID: ZZZ999999999", "member number"),
        # Heads and feet of record systems.
        ("Patient: Anais Nguyen-Brandt\nOAKLEY, ROBERT - MRN 0099123", "name"),
        ("Oakley, Robert J. | DOB 01/02/1970", "name"),
        ("Robert Oakley MRN: 0099123", "name"),
        # Labels without a colon.
        ("Patient Name\nRobert Oakley\nDate of Birth\n01/02/1970", "name"),
        ("Patient Name Robert Oakley Sex M", "name"),
        ("Patient Name Date of Birth\nRobert Oakley 01/02/1970", "name"),
        # Fields that ask for the parts.
        ("Last name: Oakley\nFirst name: Robert", "name"),
        ("Patient last name: Nguyen-Brandt\nPatient first name: Anton", "name"),
        ("Paciente: Robert Oakley", "name"),
        ("Fecha de nacimiento: 02/01/1970", "date of birth"),
        ("Patient: Anais Nguyen-Brandt, mother of patient DOB: 01/02/1970", "date of birth"),
        # Labels of other trades, and labels that say how to write the name.
        ("Member: Robert Oakley", "name"),
        ("Beneficiary Name: Robert Oakley", "name"),
        ("Examinee: Robert Oakley", "name"),
        ("Patient/Client Name: Robert Oakley", "name"),
        ("Patient Name (Last, First): Oakley, Robert", "name"),
        ("Name (last, first, MI): OAKLEY, ROBERT J", "name"),
        ("Surname: Oakley\nForename: Robert", "name"),
        # The first sentence of an evaluation.
        ("Robert Oakley is a 45-year-old man with depression", "name"),
        ("Mr. Oakley, a 45 y/o engineer", "name"),
        ("HPI: Mr. Oakley is\na 45 year old man", "name"),
        # Dates of birth as machines and other countries write them.
        ("DOB 01021970", "date of birth"),
        ("DOB: 19700102", "date of birth"),
        ("Birth Date: 1970/01/02", "date of birth"),
        ("DOB: 01 / 02 / 1970", "date of birth"),
        ("Fecha de nacimiento: 23/11/1970", "date of birth"),
    ],
)
def but_it_stops_at_another_person(line: str, found: str) -> None:
    answer = identity(line + FILLER, ANNA)
    assert answer.answer == "mismatch"
    assert found in answer.found


@pytest.mark.parametrize(
    "line",
    [
        "Prescriber: Robert Oakley, MD",
        "Pharmacy: Harbor Pretend Pharmacy",
        "Name: Harbor Pretend Psychiatry",
        "Name: Ludmila Beispiel, MD",
        "Patient: reports that her husband drove her home",
        "Patient: is oriented to person and place",
        "Patient: Robert",
        "Re: Request for authorization",
        "Re: Robert Oakley's referral",
        "Drug name: Fluoxetine Hydrochloride",
        "Emergency contact: Robert Oakley",
        "Subscriber: Jonas Brandt",
        "Patient: Jonas Brandt",
        "Patient: A. N.",
        "Patient name and date of birth were verified",
        "Progress Note MRN 00123",
        "Location Salem DOB",
        "Mother: Paula Brandt DOB: 01/02/1950",
        "Her brother, Mr. Oakley, is a 45-year-old man",
        "Dr. Beispiel is a 45-year-old psychiatrist",
        "Major Depressive Disorder, a 10-year history",
        "This is a 45-year-old woman; she is a 37 y/o teacher",
        "The Patient is a 37-year-old woman",
        "DOB 99999999",
        "Last name: Beispiel\nFirst name: Ludmila",
        "Last name: ____",
    ],
)
def but_it_finds_no_other_patient_where_none_is_named(line: str) -> None:
    assert identity(line + FILLER, ANNA).answer == "not_stated"


@pytest.mark.parametrize("text", ["", "  \n ", "Page 3", "12 / 14"])
def it_says_that_a_page_without_words_cannot_be_checked(text: str) -> None:
    assert identity(text, ANNA).answer == "no_text"


def it_takes_an_older_insurance_number_beside_the_right_name_and_birth_date() -> None:
    answer = identity("Patient: Anais Nguyen-Brandt  DOB: 11/23/1988\nMember ID: OLD1234567" + FILLER, ANNA)
    assert (answer.answer, answer.differs) == ("match", ("member number",))


def it_never_repeats_a_name_or_number_in_what_it_found() -> None:
    answer = identity("Patient: Robert Oakley  DOB: 01/02/1970  Member ID: ZZZ999999999" + FILLER, ANNA)
    assert set(answer.found) == {"name", "date of birth", "member number"}


@pytest.mark.parametrize(
    ("text", "recorded", "answer"),
    [
        ("Date of service: 09/13/2026", "2026-09-14", "mismatch"),  # the day before
        ("Date of service: 09/14/2026", "2026-09-14", "match"),
        ("Date of service: 09/15/2026", "2026-09-14", "mismatch"),  # the day after
        ("DOS 9/14/26", "2026-09", "match"),
        ("Visit date: September 14, 2026", "2026-09-14", "match"),
        ("DOS: 08/01/2026\nDOS: 09/14/2026", "2026-09-14", "match"),
        ("Printed 09/21/2026", "2026-09-14", "not_stated"),
        ("Date of service: 09/14/2026", None, "not_stated"),
    ],
)
def it_compares_the_date_of_service(text: str, recorded: str | None, answer: str) -> None:
    known = PartialDate.parse(recorded) if recorded else None
    assert service_date(text + FILLER, known) == answer


def it_reads_dates_as_they_are_written_and_leaves_impossible_ones_out() -> None:
    assert dates_in("13/45/2026, 02/30/2026") == []
    assert dates_in("2/3/2026 and 2026-02-04, Feb 5, 2026; 6 February 2026") == [
        date(2026, 2, day) for day in (3, 4, 5, 6)
    ]


def it_compares_names_without_accents_titles_and_capitals() -> None:
    assert words("Dr. José-Luis O'NEIL Jr.") == ["jose", "luis", "oneil"]
    assert words("Nguyễn Thị Łucja") == ["nguyen", "thi", "lucja"]
