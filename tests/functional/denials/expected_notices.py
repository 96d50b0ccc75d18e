"""What the reader must find in notices that were written to attack it: other payers, layouts, reversals, OCR. All invented."""

from __future__ import annotations

from typing import Any

NOTICES: dict[str, dict[str, list[Any]]] = {
    "after-conversation-stands.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-10-08"],
        "level": ["initial"],
        "payer": ["Evergone Behavioral Health"],
        "reference": ["EB-2026-118"],
        "reasons": [
            ("Your patient reported cannabis use on most days.", 1, "stated"),
            (
                "Active substance use must be in remission for three months under EN0383 section C.4.",
                1,
                "stated",
                "section C.4",
            ),
        ],
        "policy_cited": ["EN0383"],
        "windows": ["appeal member 2027-03-29 -"],
        "peer_to_peer.offered": ["yes"],
    },
    "appeal-overturned.txt": {
        "kind": ["unknown"],
        "date": ["2026-10-14"],
        "level": ["level_1"],
        "payer": ["Sample Blue Cross of Nowhere"],
        "reference": ["AUTH-887766", "APL-55210"],
        "approved": ["90867:1 stated", "90868:36 stated", "90869:3 stated"],
    },
    "appeal-partly-overturned.txt": {
        "kind": ["partial"],
        "date": ["2026-09-03"],
        "level": ["level_1"],
        "payer": ["Horizonless Health Plan - Appeals"],
        "reference": ["2609-00331", "L1-7733"],
        "reasons": [
            (
                "the scale of August 1, 2026 shows a 15 percent improvement; "
                "Medical Policy BH-017 III.B asks for 25 percent.",
                1,
                "stated",
            )
        ],
        "policy_cited": ["Medical Policy BH-017"],
        "reviewer.name": ["Perpetua Stub"],
        "reviewer.credentials": ["M.D."],
        "reviewer.specialty": ["Psychiatry"],
        "approved": ["90868:6 stated"],
        "denied": ["90868:10 stated"],
        "window_days": ["90"],
        "windows": ["appeal member 90d receipt", "external_review member 4m unknown"],
    },
    "appeal-upheld-below.txt": {
        "kind": ["adverse"],
        "date": ["2026-10-02"],
        "level": ["level_1"],
        "payer": ["Fabricated Health Net"],
        "reference": ["AG-4410-26"],
        "reasons": [
            ("Pharmacy claims show that venlafaxine was filled once, for 30 days.", 1, "likely"),
            ("The plan's criteria ask for eight weeks.", 1, "likely"),
            (
                "The letters supplied do not say that psychotherapy took place during the present episode.",
                1,
                "stated",
            ),
        ],
        "reviewer.specialty": ["Psychiatry"],
        "windows": ["external_review member 4m receipt"],
        "send_address": ["PO Box 90, Tampa, FL 33600"],
        "send_to": [("External Review Unit",)],
    },
    "approval-with-general-terms.txt": {
        "kind": ["unknown"],
        "date": ["2026-10-05"],
        "level": ["initial"],
        "payer": ["Blue Cross of Madeup"],
        "reference": ["99-102"],
        "approved": ["90867:1 stated", "90868:36 stated"],
    },
    "benefits-statement-codes.txt": {
        "kind": ["claim"],
        "service": ["post_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Made-Up Mutual Health Insurance Company"],
        "claim_number": ["26231-000-4410"],
        "reasons": [
            ("CO-197 Precertification/authorization/notification was absent.", 1, "likely"),
            (
                "CO-16 Claim lacks information or has a billing error. N290: "
                "missing rendering provider primary identifier.",
                1,
                "likely",
            ),
            ("PR-204 This service is not covered under the patient's current benefit plan.", 1, "likely"),
        ],
        "lines": [
            {"code": "90868", "date": "2026-08-04", "adjustments": [{"group": "CO", "carc": "197"}]},
            {"code": "90868", "date": "2026-08-05", "adjustments": [{"group": "CO", "carc": "197"}]},
            {
                "code": "90868",
                "date": "2026-08-06",
                "adjustments": [{"group": "CO", "carc": "16", "rarcs": ["N290"]}],
            },
            {"code": "90868", "date": "2026-08-07", "adjustments": [{"group": "PR", "carc": "204"}]},
        ],
        "window_days": ["180"],
        "windows": ["appeal member 180d receipt", "provider_dispute provider 12m notice"],
        "send_address": ["PO Box 4, Topeka, KS 66600"],
        "send_to": [("Made-Up Mutual", "Member Appeals")],
    },
    "concurrent-not-certified.txt": {
        "kind": ["adverse"],
        "service": ["concurrent"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Pretend Behavioral Options"],
        "reference": ["C-2231-9"],
        "reasons": [
            (
                "Our psychiatrist reviewer, Dr. V. Mockton, MD, "
                "board-certified psychiatrist, found that the PHQ-9 went from "
                "19 to 17 over 20 sessions, and the member therefore does not "
                "show the improvement that Pretend Level of Care Guideline "
                "6.220, Continued Stay Criteria #2, asks for.",
                1,
                "likely",
            )
        ],
        "policy_cited": ["Pretend Level of Care Guideline 6.220, Continued Stay Criteria #2"],
        "reviewer.name": ["V. Mockton"],
        "reviewer.credentials": ["MD"],
        "reviewer.specialty": ["Psychiatry"],
        "denied": ["90868:16 possible"],
        "respond_by": ["2027-03-02"],
        "window_days": ["180"],
        "windows": ["continuation member 2026-09-05 -", "appeal unknown 180d unknown"],
        "send_phone": ["800-555-0155"],
    },
    "county-adverse-determination.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Invented County Mental Health Plan"],
        "reasons": [
            (
                "The reason for the denial is that the criteria in the "
                "Plan's TMS Authorization Guideline 4.2 are not met.",
                1,
                "stated",
            ),
            ("The guideline asks for a documented trial of augmentation.", 1, "possible"),
            ("No augmentation was documented.", 1, "stated"),
            (
                "Also, the person asked for is 17 years old and the "
                "guideline is for adults of 18 years and over.",
                1,
                "stated",
            ),
        ],
        "policy_cited": ["TMS Authorization Guideline 4.2"],
        "window_days": ["60"],
        "windows": [
            "appeal member 60d notice",
            "continuation member 10d notice",
            "fair_hearing member 120d unknown",
        ],
        "plan_type": ["medicaid_managed"],
    },
    "external-review-overturned.txt": {
        "kind": ["unknown"],
        "date": ["2026-09-03"],
        "level": ["external"],
        "payer": ["STATE OF NOWHERE DEPARTMENT OF INSURANCE - EXTERNAL REVIEW"],
        "reference": ["ER-26-00411"],
    },
    "fax-read-badly.txt": {
        "kind": ["adverse"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Behaviora| Health - Careion"],
        "reference": ["UM 99817263"],
        "reasons": [
            ("Here is why: Our rnedical director reviewed the inforrnation that was sent.", 1, "possible"),
            (
                "The plan clinical criteria say this treatment is rnedically necessary "
                "for those who have failed two or rnore medicine trials during this "
                "episode.",
                1,
                "possible",
            ),
            ("The inforrnation we have does not show this.", 1, "stated"),
        ],
        "policy_cited": ["clinical guideline CG-BEH-02 Transcranial Magnetic Stimulation"],
        "reviewer.name": ["Tarquin Placebo"],
        "reviewer.credentials": ["MD"],
        "denied": ["90867:1 possible", "90868:36 possible", "90869:4 possible"],
        "window_days": ["180"],
        "windows": ["appeal member 180d receipt"],
        "send_address": ["PO Box 105568, Atlanta, GA 30348"],
        "send_to": [("Grievances & Appeals",)],
        "send_fax": ["888-555-0143"],
    },
    "fund-excludes-experimental.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["PATTERNED BENEFITS ADMINISTRATORS"],
        "reference": ["PBA/26/7741"],
        "reasons": [
            (
                "The Plan excludes coverage for any treatment that is "
                "experimental, investigational or unproven (Summary Plan "
                "Description, Article VII, Section 7.04(k)).",
                1,
                "likely",
                "Section 7.04(k)",
            ),
            (
                "The Fund's consultant advised that theta burst stimulation "
                "for obsessive-compulsive disorder has not been shown to be "
                "effective in the peer reviewed literature.",
                1,
                "likely",
            ),
        ],
        "window_days": ["180"],
        "windows": ["appeal unknown 180d receipt", "external_review member 4m receipt"],
        "plan_type": ["erisa"],
    },
    "independent-review-upheld.txt": {
        "kind": ["adverse"],
        "date": ["2026-09-03"],
        "level": ["external"],
        "reference": ["IPR-2026-118"],
        "reasons": [
            ("The proposed care is not medically necessary at this time.", 1, "likely"),
            (
                "The record documents four sessions of supportive "
                "counselling without a named method and the reviewer agrees "
                "that an adequate trial of evidence-based psychotherapy was "
                "not shown.",
                1,
                "likely",
            ),
        ],
        "reviewer.specialty": ["Psychiatry"],
    },
    "investigational-booklet.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Blue Shield of Fabrication"],
        "reference": ["BSF/2026/0031-B"],
        "reasons": [
            (
                "Blue Shield of Fabrication Medical Policy 2.01.50 states that "
                "this service is investigational for all other indications, "
                "including obsessive-compulsive disorder.",
                1,
                "stated",
            ),
            (
                "Investigational services are excluded under your contract (Benefit Booklet p. 74).",
                1,
                "stated",
            ),
        ],
        "policy_cited": ["Blue Shield of Fabrication Medical Policy 2.01.50"],
        "reviewer.name": ["Ottoline Placeholder"],
        "reviewer.credentials": ["DO"],
        "reviewer.specialty": ["Internal medicine"],
        "denied": ["90867:1 possible", "90868:29 possible", "90869:6 possible"],
        "window_days": ["180"],
        "windows": ["appeal member 180d receipt", "external_review member 4m unknown"],
        "send_fax": ["(208) 555-0199"],
        "send_phone": ["(208) 555-0198"],
    },
    "lettered-reasons.txt": {
        "kind": ["adverse"],
        "date": ["2026-09-03", "2026-09-01"],
        "level": ["initial"],
        "payer": ["Premerely Blue Shield"],
        "reference": ["26-2241-TMS"],
        "reasons": [
            ("a trial of psychotherapy known to be effective was not documented", 1, "stated"),
            ("a metal cochlear implant is recorded in the problem list.", 1, "stated"),
        ],
        "policy_cited": ["Medical Policy 2.01.526"],
        "window_days": ["180"],
        "windows": ["appeal member 180d receipt"],
        "send_address": ["PO Box 91102, Seattle, WA 98111-9202"],
        "send_fax": ["425-555-0162"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["800-555-0163"],
        "peer_to_peer.by": ["2026-09-17"],
    },
    "medicaid-plan-appeal.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["INVENTED HEALTH PLAN OF NEW YORK"],
        "reference": ["IAD-88-204417"],
        "reasons": [
            (
                "On September 2, 2026, we decided to deny this service because it "
                "is not medically necessary.",
                1,
                "stated",
            ),
            (
                "You must have tried two antidepressants from two different "
                "classes. The notes show only one medicine at a full dose.",
                1,
                "stated",
            ),
        ],
        "policy_cited": ["InterQual 2026 Behavioral Health Procedures: Transcranial Magnetic Stimulation"],
        "respond_by": ["2026-11-02"],
        "window_days": ["60"],
        "windows": ["appeal member 60d notice", "fair_hearing member 120d unknown"],
        "send_address": ["P.O. Box 900, Albany, NY 12201"],
        "send_to": [("Invented Health Plan of New York", "Plan Appeals")],
        "send_phone": ["1-800-555-0111", "1-800-555-0112"],
        "send_fax": ["1-518-555-0190"],
        "plan_type": ["medicaid_managed"],
    },
    "medicaid-will-not-pay.txt": {
        "kind": ["adverse"],
        "date": ["2026-10-07"],
        "level": ["initial"],
        "payer": ["Superb Pretend Plan (STAR+PLUS Medicaid)"],
        "reasons": [
            ("TMS is not a benefit of Texas Medicaid for people with bipolar disorder.", 1, "stated"),
            ("Your doctor's notes from 08/12/2026 say that you have bipolar II disorder.", 1, "possible"),
            (
                "(Texas Medicaid Provider Procedures Manual, Behavioral Health Handbook, section 9.2.)",
                1,
                "possible",
                "section 9.2.",
            ),
        ],
        "respond_by": ["2026-12-06"],
        "windows": [
            "continuation member 2026-10-17 -",
            "appeal member 60d notice",
            "external_review member 120d unknown",
        ],
        "window_days": ["60"],
        "send_address": ["5 Nowhere Blvd., Austin, TX 78700"],
        "send_to": [("Superb Pretend Plan", "Attn: Appeals")],
        "plan_type": ["medicaid_managed"],
    },
    "medicare-advantage-two-appeals.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Wellmade Medicare (HMO)"],
        "reasons": [
            (
                "Medicare Local Coverage Determination (LCD) L34522 "
                "says that this treatment is covered for severe major "
                "depressive disorder when four trials of medicine from "
                "at least two different classes did not work.",
                1,
                "stated",
            ),
            ("Your doctor's notes tell us about three medicines.", 1, "possible"),
            (
                "The notes do not tell us that the depression is severe, as measured by a rating scale.",
                1,
                "stated",
            ),
        ],
        "policy_cited": ["Medicare Local Coverage Determination (LCD) L34522"],
        "denied": ["90868:30 stated", "90867:1 stated"],
        "window_days": ["65"],
        "windows": ["appeal unknown 65d notice"],
        "send_address": ["PO Box 14165, Lexington, KY 40512"],
        "send_to": [("Wellmade Medicare", "Appeals Dept.")],
        "send_phone": ["1-800-555-0170", "1-866-555-0172"],
        "send_fax": ["1-800-555-0171", "1-866-555-0173"],
        "plan_type": ["medicare_advantage"],
    },
    "military-initial-denial.txt": {
        "kind": ["adverse"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["TriHealth Military West"],
        "reference": ["2026-246-7781"],
        "reasons": [
            ("Major depressive disorder with psychotic features is documented on 07/30/2026.", 1, "stated"),
            (
                "TRICARE Policy Manual Chapter 7, Section 3.x, excludes rTMS "
                "in the presence of psychotic symptoms.",
                1,
                "stated",
                "Section 3.x",
            ),
            ("An adequate trial of evidence-based psychotherapy was not found in the records.", 1, "stated"),
        ],
        "policy_cited": ["TRICARE Policy Manual Chapter 7, Section 3.x"],
        "denied": ["90867:1 stated", "90868:36 stated"],
        "window_days": ["90"],
        "windows": ["appeal unknown 90d notice", "expedited_appeal unknown 3d receipt"],
        "send_address": ["PO Box 2219, Virginia Beach, VA 23450"],
        "send_to": [("TriHealth Military West", "Appeals")],
        "plan_type": ["tricare"],
    },
    "paper-remittance.txt": {
        "kind": ["claim"],
        "service": ["post_service"],
        "date": ["2026-08-24"],
        "level": ["initial"],
        "claim_number": ["2226220000000"],
        "lines": [
            {
                "code": "90868",
                "date": "2026-07-13",
                "charged": "250.00",
                "adjustments": [{"group": "CO", "carc": "50", "rarcs": ["N115", "M25"]}],
            },
            {
                "code": "90868",
                "date": "2026-07-14",
                "charged": "250.00",
                "adjustments": [{"group": "CO", "carc": "50", "rarcs": ["N115", "M25"]}],
            },
            {
                "code": "90868",
                "date": "2026-07-15",
                "charged": "250.00",
                "adjustments": [{"group": "CO", "carc": "18"}],
            },
            {
                "code": "90867",
                "date": "2026-05-12",
                "charged": "400.00",
                "adjustments": [{"group": "CO", "carc": "29", "rarcs": ["N211"]}],
            },
        ],
        "window_days": ["120"],
        "windows": ["appeal member 120d receipt"],
        "plan_type": ["original_medicare"],
    },
    "partial-table.txt": {
        "kind": ["partial"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Horizonless Health Plan"],
        "reference": ["2609-00331"],
        "reasons": [
            ("Twenty (20) treatment sessions are approved at this time.", 1, "possible"),
            (
                "Additional sessions will be considered when a standardized rating scale "
                "shows at least a 25% improvement after session 18.",
                1,
                "possible",
            ),
            (
                "The remaining 16 sessions and 2 re-determinations do not meet "
                "Horizonless Medical Policy BH-017, Section III.B and are denied at this "
                "time.",
                1,
                "stated",
                "Policy BH-017, Section III.B",
            ),
        ],
        "policy_cited": ["Horizonless Medical Policy BH-017, Section III.B"],
        "approved": ["90867:1 stated", "90868:20 stated", "90869:1 stated"],
        "denied": ["90868:16 stated", "90869:2 stated"],
        "window_days": ["180"],
        "windows": ["peer_to_peer provider 2d notice business", "appeal member 180d receipt"],
        "send_address": ["PO Box 317, Newark, NJ 07101"],
        "send_to": [("Horizonless Health Plan Appeals Dept",)],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["1-973-555-0120"],
        "peer_to_peer.within": ["2 business days of this notice"],
    },
    "pend-for-records.txt": {
        "kind": ["pended"],
        "service": ["pre_service"],
        "date": ["2026-08-31"],
        "level": ["initial"],
        "payer": ["Cygnet Health Solutions"],
        "reference": ["77120"],
        "reasons": [
            ("Office notes for the last 90 days", 1, "stated"),
            ("Antidepressant history with doses, dates and reason each was stopped", 1, "stated"),
            ("A rating scale (e.g. PHQ-9) from the last 30 days", 1, "stated"),
        ],
        "respond_by": ["2026-09-14"],
        "windows": ["appeal member 180d unknown"],
        "send_fax": ["860-555-0188"],
    },
    "plain-approval.txt": {
        "kind": ["unknown"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Made-Up Mutual Health"],
        "reference": ["PA-10992"],
    },
    "plain-words-three-reasons.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Nothing Mutual Behavioral Health"],
        "reference": ["7HX-00291"],
        "reasons": [
            ("Member has tried only 1 antidepressant in this episode.", 1, "stated"),
            ("PHQ-9 of 14 is below the 20 that our guideline asks for.", 1, "stated"),
            ("Member is currently pregnant.", 1, "stated"),
        ],
        "denied": ["90868:36 stated", "90867:1 stated"],
        "windows": ["peer_to_peer provider 10d notice", "appeal member 6m unknown"],
        "send_address": ["PO Box 31, Des Moines, IA 50300"],
        "send_to": [("Appeals Unit",)],
        "send_fax": ["515-555-0202"],
        "send_phone": ["800-555-0203"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["800-555-0201"],
        "peer_to_peer.within": ["10 days of this letter"],
    },
    "plan-counsel-enumerated.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-10-01"],
        "level": ["initial"],
        "reference": ["NV-2209-T"],
        "reasons": [
            ("the Claimant's condition is of moderate and not severe degree", 1, "stated"),
            ("only two of the four required medication trials lasted six weeks", 1, "stated"),
            ("no trial of electroconvulsive therapy was considered.", 1, "stated"),
        ],
        "policy_cited": ["Medical Guideline 88"],
        "window_days": ["180"],
        "windows": ["appeal unknown 180d receipt"],
        "send_address": ["200 Imaginary Road, Reno, NV 89500"],
        "send_to": [("Appeals Committee", "Invented Casino Workers Benefit Plan")],
    },
    "portal-aaa-rejection.txt": {
        "kind": ["rejected"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "reference": ["2026-09-03-0007"],
        "review_codes": [
            {"list": "rejection", "code": "43"},
            {"list": "followup", "code": "C"},
            {"list": "rejection", "code": "72"},
        ],
        "reasons": [
            ("Invalid/Missing Provider Identification (NPI)", 1, "stated"),
            ("Invalid/Missing Subscriber/Insured ID", 1, "stated"),
        ],
    },
    "reversed-in-part.txt": {
        "kind": ["partial"],
        "date": ["2026-10-09"],
        "level": ["level_1"],
        "payer": ["Carelane Behavioral"],
        "reference": ["4-88812"],
        "reasons": [
            (
                "16 sessions of 90868 remain denied as not medically necessary: "
                "Clinical Guideline BH.27 section 4 allows reassessment after twenty "
                "sessions.",
                1,
                "likely",
                "section 4",
            )
        ],
        "approved": ["90868:20 stated", "90867:1 stated"],
        "denied": ["90868:16 stated"],
    },
    "review-agent-not-certified.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["SAMPLE UTILIZATION REVIEW, INC."],
        "reference": ["TX-UR-2026-0081"],
        "reasons": [
            (
                "The submitted clinical does not contain PHQ-9, HAM-D, "
                "MADRS or similar scale within 2 weeks of the request.",
                1,
                "stated",
            ),
            (
                "The patient has not had failure of at least 2 "
                "antidepressant agents of adequate dose and duration.",
                1,
                "stated",
            ),
            ("34 year old with MDD recurrent moderate (F33.1).", 1, "possible"),
            (
                "Sertraline 50 mg x 3 weeks, discontinued for nausea; "
                "bupropion XL 150 mg, 6 weeks, no dose increase.",
                1,
                "stated",
            ),
            ("Records do not include psychotherapy notes.", 1, "stated"),
        ],
        "policy_cited": ["MCG Behavioral Health Guideline B-801-T, 29th edition"],
        "reviewer.specialty": ["Psychiatry"],
        "denied": ["90867:1 possible", "90868:30 possible", "90869:5 possible"],
        "window_days": ["30"],
        "windows": ["appeal member 30d notice"],
        "send_address": ["P.O. Box 77, Austin, TX 78700"],
        "send_to": [("Sample Utilization Review, Inc.", "Attn: Appeals")],
        "send_fax": ["(512) 555-0177"],
        "peer_to_peer.offered": ["yes"],
    },
    "second-level-upheld.txt": {
        "kind": ["adverse"],
        "date": ["2026-09-03"],
        "level": ["level_2"],
        "payer": ["Kessler-Permafrost Foundation Health Plan, Inc."],
        "reasons": [
            (
                "TMS is available within the plan. Referral to a non-plan provider "
                "is not medically necessary when a plan provider can offer the "
                "care (Evidence of Coverage, page 61).",
                1,
                "stated",
            ),
            (
                "You have had two medication trials. Our TMS criteria, last "
                "reviewed 1/2026, require a lack of response to 3.",
                1,
                "stated",
            ),
        ],
        "windows": ["external_review member 6m notice"],
        "send_fax": ["916-255-5241"],
        "plan_type": ["insured"],
    },
    "short-fax-denied.txt": {
        "kind": ["adverse"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "reference": ["000123456"],
        "reasons": [
            (
                "DOES NOT MEET CRITERIA - LACK OF INFO RE: FAILED MEDICATION TRIALS "
                "IN CURRENT EPISODE; SEIZURE HX NOT ADDRESSED",
                1,
                "stated",
            )
        ],
        "windows": ["peer_to_peer provider 14d unknown"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["866-555-0166"],
        "peer_to_peer.within": ["14 CALENDAR DAYS"],
    },
    "status-by-code.txt": {
        "kind": ["partial"],
        "date": ["2026-10-06"],
        "level": ["initial"],
        "payer": ["Health Plan of Nowhere"],
        "reference": ["55-0192"],
        "reasons": [
            (
                "More than one re-determination of motor threshold per course is not "
                "supported by clinical policy CP-77.",
                1,
                "stated",
            ),
            ("Functional cortical mapping is not a covered part of TMS.", 1, "stated"),
        ],
        "policy_cited": ["clinical policy CP-77"],
        "approved": ["90867:1 stated", "90868:36 stated"],
        "denied": ["90869:4 stated"],
        "window_days": ["60"],
        "windows": ["appeal unknown 60d notice"],
        "send_fax": ["303-555-0207"],
    },
    "two-columns.txt": {
        "kind": ["adverse"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Mageline Healthcare of Nowhere"],
        "reference": ["26-MB-00917"],
        "reasons": [
            ("You are taking part in active substance use and this makes TMS less safe.", 1, "stated"),
            ("The request did not give a motor threshold plan or the device.", 1, "stated"),
        ],
        "window_days": ["60"],
        "windows": ["appeal member 60d notice", "peer_to_peer provider 5d unknown business"],
        "send_address": ["PO Box 2100, Harrisburg, PA 17105"],
        "send_to": [("Mageline Appeals",)],
        "send_fax": ["1-888-555-0167"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["1-800-555-0168"],
        "peer_to_peer.within": ["five (5) business days"],
    },
    "withdrawn-duplicate.txt": {
        "kind": ["unknown"],
        "service": ["pre_service"],
        "date": ["2026-09-03"],
        "level": ["initial"],
        "payer": ["Made-Up Mutual Health"],
        "reference": ["PA-10993"],
    },
}
