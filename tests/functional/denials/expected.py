"""What the reader must find in each invented notice: every field, its candidates in order (the surest first)."""

from __future__ import annotations

from typing import Any

EXPECTED: dict[str, dict[str, list[Any]]] = {
    "01-optum-adverse.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-03-02"],
        "level": ["initial"],
        "payer": ["United Behavioral Health"],
        "reference": ["TMS-20260302-0417"],
        "reasons": [
            ("The request is denied because it is not medically necessary.", 1, "stated"),
            (
                "You have been in treatment for depression. The information sent "
                "does not show four trials of antidepressant medication from at "
                "least two different classes at an adequate dose for at least six "
                "weeks.",
                1,
                "stated",
            ),
            ("The records do not document an adequate trial of evidence-based psychotherapy.", 1, "stated"),
            ("There was no standardized rating scale dated within the last 30 days.", 1, "stated"),
        ],
        "policy_cited": [
            "Optum Behavioral Clinical Policy: Transcranial Magnetic "
            "Stimulation (BH727TMS_012025), Coverage Rationale, section 2"
        ],
        "reviewer.name": ["Imogen Placeholder"],
        "reviewer.credentials": ["M.D."],
        "reviewer.specialty": ["Psychiatry"],
        "denied": ["90867:1 possible", "90868:35 possible", "90869:2 possible"],
        "window_days": ["180"],
        "windows": [
            "peer_to_peer provider 14d notice",
            "appeal member 180d receipt",
            "external_review member 4m receipt",
        ],
        "send_address": ["P.O. Box 10002, Sampletown, UT 84101"],
        "send_to": [("Optum Behavioral Health", "Appeals and Grievances")],
        "send_fax": ["1-855-555-0133"],
        "send_phone": ["1-866-555-0100"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["1-800-555-0142"],
        "peer_to_peer.within": ["14 calendar days of the date of this letter"],
        "plan_type": ["erisa"],
    },
    "02-aetna-adverse.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-04-14"],
        "level": ["initial"],
        "payer": ["Aetna"],
        "reference": ["9000-4417-22"],
        "reasons": [
            ("The requirements of this policy were not met.", 1, "stated"),
            (
                "The information we received does not show a failure of a trial of "
                "a psychotherapy known to be effective in the treatment of major "
                "depressive disorder, of an adequate frequency and duration, "
                "without significant improvement in depressive symptoms (CPB 0469, "
                "section I.A.2).",
                1,
                "stated",
                "CPB 0469, section I.A.2",
            ),
            ("It also does not include documentation by standardized rating scales.", 1, "stated"),
        ],
        "policy_cited": [
            "Aetna Clinical Policy Bulletin (CPB) 0469, Transcranial "
            "Magnetic Stimulation and Cranial Electrical Stimulation"
        ],
        "reviewer.name": ["Rufus Standin"],
        "reviewer.credentials": ["MD"],
        "reviewer.specialty": ["Psychiatry"],
        "denied": ["90867:1 possible", "90868:29 possible", "90869:6 possible"],
        "window_days": ["180"],
        "windows": ["peer_to_peer provider 14d notice", "appeal member 180d receipt"],
        "send_address": ["PO Box 20002, Inventedville, KY 40512"],
        "send_to": [("Aetna Appeals Resolution Team",)],
        "send_fax": ["859-555-0117"],
        "send_portal": ["www.aetna.example/appeals"],
        "send_phone": ["1-800-555-0188"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.within": ["14 calendar days from the date of this letter"],
        "peer_to_peer.phone": ["1-800-555-0199"],
        "plan_type": ["insured"],
    },
    "03-evernorth-partial.txt": {
        "kind": ["partial"],
        "service": ["pre_service"],
        "date": ["2026-05-06"],
        "level": ["initial"],
        "payer": ["Evernorth Behavioral Health, Inc."],
        "reference": ["EB-26-118840"],
        "reasons": [
            (
                "The clinical information received does not support more than "
                "20 treatment sessions at this time.",
                1,
                "stated",
            ),
            ("We would need to see a measured response before more sessions can be approved.", 1, "possible"),
            (
                "The number of motor threshold re-determinations requested "
                "exceeds what the guideline allows without a documented "
                "clinical reason.",
                1,
                "stated",
            ),
        ],
        "policy_cited": [
            "Evernorth Behavioral Health Medical Coverage Policy "
            'EN0383, Transcranial Magnetic Stimulation, Section "Repeat '
            'and extended treatment"'
        ],
        "reviewer.name": ["T. Dummy"],
        "reviewer.credentials": ["DO"],
        "reviewer.specialty": ["Psychiatry"],
        "approved": ["90867:1 stated", "90868:20 stated", "90869:1 stated"],
        "denied": ["90868:16 stated", "90869:2 stated"],
        "window_days": ["180"],
        "windows": ["appeal member 180d receipt", "provider_dispute provider 60d notice"],
        "send_address": ["PO Box 30011, Anytown, TN 37422"],
        "send_to": [("Cigna National Appeals Unit",)],
        "send_fax": ["(877) 555-0128"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["800-555-0111"],
    },
    "04-carelon-anthem-adverse.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-06-30"],
        "level": ["initial"],
        "payer": ["Anthem Blue Cross and Blue Shield"],
        "reference": ["UM55000419"],
        "reasons": [
            ("Based on the records sent to us, the treatment is not medically necessary.", 1, "stated"),
            (
                "Your records show that symptoms improved by 30 percent on "
                "the PHQ-9 during the first course.",
                1,
                "possible",
            ),
            (
                "The guideline requires an improvement of more than 50 "
                "percent on a standard rating scale for repeat treatment.",
                1,
                "stated",
            ),
            (
                "In addition, the records did not show that the improvement lasted for at least two months.",
                1,
                "stated",
            ),
        ],
        "policy_cited": [
            "Carelon Medical Necessity Criteria, Transcranial "
            "Magnetic Stimulation (CG-BEH-15), repeat treatment"
        ],
        "reviewer.name": ["Hester Imaginary"],
        "reviewer.credentials": ["MD"],
        "reviewer.specialty": ["Psychiatry"],
        "window_days": ["180"],
        "windows": [
            "peer_to_peer provider 7d notice business",
            "appeal member 180d receipt",
            "provider_dispute provider 90d notice",
        ],
        "send_address": ["P.O. Box 40021, Example City, GA 30348"],
        "send_to": [("Anthem Grievances and Appeals",)],
        "send_fax": ["888-555-0160"],
        "send_portal": ["https://provider.anthem.example"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["844-555-0171"],
        "peer_to_peer.within": ["seven (7) business days of this notice"],
    },
    "05-magellan-pend.txt": {
        "kind": ["pended"],
        "service": ["pre_service"],
        "date": ["2026-07-09"],
        "level": ["initial"],
        "payer": ["Magellan Healthcare"],
        "reference": ["MGL-4471902"],
        "reasons": [
            ("Start and stop dates, and the highest dose, of each antidepressant medication.", 1, "stated"),
            ("A PHQ-9, HAM-D or MADRS score from the last 30 days.", 1, "stated"),
            ("A record of psychotherapy: type, dates and number of sessions.", 1, "stated"),
        ],
        "respond_by": ["2026-07-24"],
        "send_fax": ["1-888-555-0150"],
        "send_portal": ["www.magellanprovider.example"],
        "send_phone": ["1-800-555-0155"],
    },
    "06-medicare-advantage-idn.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-08-03"],
        "level": ["initial"],
        "payer": ["Invented Advantage (HMO)"],
        "reasons": [
            (
                "We denied the medical services/items listed above because "
                "the Medicare Local Coverage Determination for "
                "Transcranial Magnetic Stimulation (L37088) was not met.",
                1,
                "stated",
            ),
            (
                "Your records do not show that you have had resistance to "
                "treatment with four different antidepressant medicines "
                "from at least two classes.",
                1,
                "stated",
            ),
            (
                "Your records do not show a trial of evidence-based "
                "psychotherapy known to be effective in the treatment of "
                "major depressive disorder of an adequate frequency and "
                "duration.",
                1,
                "stated",
            ),
        ],
        "policy_cited": [
            "Medicare Local Coverage Determination for Transcranial Magnetic Stimulation (L37088)"
        ],
        "denied": ["90867:1 stated", "90868:35 stated", "90869:2 stated"],
        "window_days": ["65"],
        "windows": ["appeal member 65d notice"],
        "send_address": ["P.O. Box 60041, Demo City, FL 33600"],
        "send_to": [("Invented Advantage Appeals and Grievances",)],
        "send_fax": ["1-813-555-0101"],
        "send_phone": ["1-800-555-0161", "1-877-555-0162"],
        "plan_type": ["medicare_advantage"],
    },
    "07-medicaid-nabd.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-15"],
        "level": ["initial"],
        "payer": ["Evergreen Invented Health Plan (Medicaid)"],
        "reference": ["EIHP-26-000156"],
        "reasons": [
            (
                "We determined that your requested services are not medically "
                "necessary because the services do not meet the reason(s) checked "
                "below:",
                1,
                "stated",
            ),
            (
                "Must be individualized, specific, consistent with symptoms or diagnosis of illness.",
                1,
                "stated",
            ),
            ("Your records show two medicines of the same class (SSRI).", 1, "stated"),
            ("Our guideline asks for medicines of two different classes.", 1, "possible"),
            ("The dose of the second medicine was not recorded.", 1, "stated"),
        ],
        "policy_cited": [
            "Evergreen Invented Health Plan Clinical Policy BH.200, Transcranial Magnetic Stimulation"
        ],
        "denied": ["90868:36 possible", "90867:1 possible"],
        "window_days": ["60"],
        "windows": [
            "appeal member 60d notice",
            "continuation member 10d notice",
            "fair_hearing member 120d unknown",
        ],
        "send_address": ["900 Make Believe Blvd, Suite 4, Tallahassee, FL 32300"],
        "send_to": [("Evergreen Invented Health Plan", "Grievance and Appeals Unit")],
        "send_phone": ["1-844-555-0177"],
        "send_fax": ["1-844-555-0178"],
        "plan_type": ["medicaid_managed"],
    },
    "08-bcbs-expedited.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-10-05"],
        "level": ["initial"],
        "urgency": ["expedited"],
        "payer": ["BlueCross BlueShield of Imaginaria"],
        "reference": ["26-1005-88"],
        "reasons": [
            (
                "Accelerated, high-dose, MRI-guided intermittent theta burst "
                "stimulation is considered investigational, because the evidence "
                "is insufficient to determine that it improves the net health "
                "outcome.",
                1,
                "stated",
            ),
            ("Investigational services are excluded under the member's benefit plan.", 1, "stated"),
        ],
        "policy_cited": [
            "2.01.50 Transcranial Magnetic Stimulation as a Treatment of "
            "Depression and Other Psychiatric/Neurologic Disorders, "
            "effective 07/01/2026"
        ],
        "reviewer.name": ["Quill Nobody"],
        "reviewer.credentials": ["M.D."],
        "reviewer.specialty": ["Psychiatry"],
        "window_days": ["180"],
        "windows": ["peer_to_peer provider 3d notice", "appeal unknown 180d notice"],
        "send_address": ["100 Pretend Plaza, Salem, OR 97301"],
        "send_to": [("BlueCross BlueShield of Imaginaria", "Appeals Department")],
        "send_phone": ["1-800-555-0121"],
        "send_fax": ["503-555-0122"],
        "peer_to_peer.offered": ["yes"],
        "peer_to_peer.phone": ["1-800-555-0120"],
        "peer_to_peer.within": ["72 hours of this notice"],
        "plan_type": ["aca", "insured"],
    },
    "09-final-internal-upheld.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-11-12"],
        "level": ["level_1"],
        "payer": ["Optum Behavioral Health"],
        "reference": ["TMS-20260302-0417", "AP-26-77120"],
        "reasons": [
            (
                "The appeal file still does not document the dose and duration of the third antidepressant.",
                1,
                "stated",
            ),
            (
                "The requested number of sessions exceeds the 30 sessions "
                "that the policy supports for an initial course.",
                1,
                "stated",
            ),
        ],
        "policy_cited": ["Optum Behavioral Clinical Policy: Transcranial Magnetic Stimulation"],
        "reviewer.name": ["Ludmila Pretend"],
        "reviewer.credentials": ["MD"],
        "reviewer.specialty": ["Psychiatry"],
        "windows": ["external_review member 4m receipt"],
        "send_address": ["PO Box 10009, Sampletown, UT 84109"],
        "send_to": [("Optum External Review",)],
        "send_fax": ["1-855-555-0139"],
    },
    "10-external-iro.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-12-18"],
        "level": ["external"],
        "payer": ["INVENTED INDEPENDENT REVIEW, INC."],
        "reference": ["IIR-2026-3391"],
        "reasons": [
            (
                "The reviewer found that the records do not establish treatment "
                "resistance as the plan defines it.",
                1,
                "stated",
            ),
            ("Two of the four medication trials were stopped before four weeks.", 1, "stated"),
        ],
        "reviewer.specialty": ["Psychiatry"],
    },
    "11-claim-eob.txt": {
        "kind": ["claim"],
        "service": ["post_service"],
        "date": ["2026-02-20", "2026-02-18"],
        "level": ["initial"],
        "payer": ["Invented Mutual Insurance Company"],
        "claim_number": ["2026044-00918"],
        "reasons": [
            ("CO-197: Precertification or authorization was not on file for this service.", 1, "likely")
        ],
        "lines": [
            {
                "code": "90867",
                "date": "2026-01-12",
                "charged": "650.00",
                "paid": "0.00",
                "adjustments": [{"group": "CO", "carc": "197"}],
            },
            {
                "code": "90868",
                "date": "2026-01-13",
                "charged": "420.00",
                "paid": "0.00",
                "adjustments": [{"group": "CO", "carc": "197"}],
            },
        ],
        "window_days": ["180"],
        "windows": ["appeal member 180d receipt", "provider_dispute provider 12m notice"],
        "send_address": ["PO Box 70005, Nowhere, OH 43000"],
        "send_to": [("Invented Mutual", "Claim Appeals")],
    },
    "12-rejection.txt": {
        "kind": ["rejected"],
        "service": ["pre_service"],
        "date": ["2026-03-03"],
        "level": ["initial"],
        "payer": ["Imaginary Health Utilization Management"],
        "reasons": [
            ("The member ID number is invalid or missing.", 1, "stated"),
            ("The rendering provider NPI is missing.", 1, "stated"),
        ],
        "send_fax": ["1-800-555-0190"],
    },
    "13-ambiguous.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-01-09", "2026-01-12"],
        "level": ["initial"],
        "payer": ["Placeholder Health"],
        "reference": ["C-300400", "A-100200"],
        "reasons": [
            (
                "The request does not meet our criteria for medical necessity, because "
                "the number of failed medications is not shown.",
                1,
                "likely",
            )
        ],
        "denied": ["90868:36 possible"],
        "window_days": ["180", "60"],
        "windows": ["appeal member 180d notice", "appeal unknown 60d notice"],
        "send_address": ["PO Box 80001, Elsewhere, TX 75001"],
        "send_to": [("Placeholder Health",)],
    },
    "14-concurrent-reduction.txt": {
        "kind": ["partial"],
        "service": ["concurrent"],
        "date": ["2026-08-21"],
        "level": ["initial"],
        "payer": ["Lucet Behavioral Health"],
        "reference": ["LU-26-90021"],
        "reasons": [
            (
                "the symptom scores sent with the request show less than a "
                "25 percent improvement after 24 sessions, and there is no "
                "documentation that continued treatment is expected to bring "
                "further improvement.",
                1,
                "stated",
            )
        ],
        "policy_cited": ["Lucet Medical Necessity Criteria 2026, TMS - Continued Stay"],
        "reviewer.name": ["Orson Make-Believe"],
        "reviewer.credentials": ["DO"],
        "reviewer.specialty": ["Psychiatry"],
        "approved": ["90868:6 stated"],
        "denied": ["90868:14 stated"],
        "window_days": ["180"],
        "windows": ["appeal unknown 180d receipt"],
        "send_phone": ["1-877-555-0144"],
        "send_fax": ["1-816-555-0145"],
        "send_portal": ["https://portal.lucet.example/appeals"],
        "peer_to_peer.offered": ["yes"],
    },
    "15-tricare.txt": {
        "kind": ["adverse"],
        "service": ["pre_service"],
        "date": ["2026-09-01"],
        "level": ["initial"],
        "payer": ["TriEast Invented, TRICARE East Region"],
        "reference": ["2026-5550-19"],
        "reasons": [
            (
                "Your request for 90867 and 90868 (30 units) has been denied as not medically necessary.",
                1,
                "likely",
            ),
            ("Your provider did not submit records of two adequate antidepressant trials.", 1, "likely"),
        ],
        "window_days": ["90"],
        "windows": ["appeal unknown 90d notice"],
        "send_address": ["PO Box 90007, Mytown, WI 53700"],
        "send_to": [("TriEast Invented", "Reconsiderations")],
        "send_fax": ["608-555-0107"],
        "plan_type": ["tricare"],
    },
}
