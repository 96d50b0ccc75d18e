"""Records of which something is missing or does not agree: no kind of letter stumbles over them."""

from __future__ import annotations

import pytest

from authpack.errors import DocumentRefused
from tests.functional.letters.support import record, text_of, write

REPEAT = "05-retreatment"
AWAY = "12-network-exception"


@pytest.mark.parametrize("field", ["device", "sessions", "maintained_until", "relapse", "last_session"])
@pytest.mark.parametrize("kind", ["chart_statement", "peer_to_peer_brief"])
def it_tells_an_earlier_course_as_far_as_it_is_known(kind: str, field: str) -> None:
    data = record(REPEAT)
    data["prior_tms"]["items"][0].pop(field)
    assert "course of TMS" in text_of(write(data, kind=kind))


def it_refuses_a_chart_statement_on_a_running_course_that_is_not_recorded() -> None:
    data = record("07-medicare-claim-review")
    data["requests"][-1]["phase"] = "continuation"
    with pytest.raises(DocumentRefused) as refused:
        write(data, kind="chart_statement")
    assert any("first session of the running course" in str(one) for one in refused.value.faults)


def it_says_to_settle_a_contradiction_of_which_a_letter_would_show_one_side() -> None:
    data = record(AWAY)
    earliest = data["scores"]["items"][0]
    earliest["items"] = [3, 3, 3, 3, 3, 3, 3, 3, 3]
    earliest |= {"instrument": "PHQ-9", "total": "9"}
    with pytest.raises(DocumentRefused) as refused:
        write(data, kind="network_exception")
    assert "Settle the contradiction" in refused.value.render()
