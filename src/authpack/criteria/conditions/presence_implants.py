"""Whether an implant or metal is present: its kind, place, distance, and what the text exempts (SEMANTICS 9)."""

from __future__ import annotations

from authpack.criteria.conditions.presence import ITEM_NAMES, SafetyItem, joined
from authpack.criteria.facts import Facts
from authpack.criteria.outcome import Outcome, met, not_met, review, silent
from authpack.domain.base import YesNo
from authpack.domain.screen import Implant


def implants(item: SafetyItem, facts: Facts) -> Outcome:
    """Present by any implant that the text means; ruled out by a complete list without one."""
    found = facts.screen.implants
    answers = [
        _implant(one, item, facts) for one in found.items if one.date is None or facts.visible(one.date)
    ]
    if not found.is_complete:
        answers.append(
            silent(
                "not_assessed",
                f"{facts.screen_path}/implants",
                "screen for implants and metal and record that the list is complete",
                kind="assessment",
                what="an implant or metal",
            )
        )
    elif not answers:
        answers.append(not_met("absent", f"{facts.screen_path}/implants", what="an implant or metal"))
    return joined(answers, ITEM_NAMES["implants"])


def _implant(one: Implant, item: SafetyItem, facts: Facts) -> Outcome:
    path = f"{facts.screen_path}/implants/{one.id}"
    if one.kind == "dental" or one.dental_amalgam == "yes":
        if item.dental_amalgam_exempt == "yes" and one.dental_amalgam == "yes":
            return not_met("amalgam_exempt", path, what="dental amalgam")
        if item.dental_amalgam_exempt == "yes" and one.dental_amalgam == "unknown":
            return silent(
                "exemption_unknown",
                f"{path}/dental_amalgam",
                "record whether the dental item is an amalgam filling",
                path,
                what="a dental item",
            )
    if item.what == "device_in_head":
        return _in_head(one, path)
    if item.what == "electronic_device":
        return _electronic(one, path)
    if item.what == "device_or_metal_in_head" and one.in_or_near_head != "yes":
        if one.in_or_near_head == "no":
            return not_met("implant_not_meant", path, what="the implant")
        return silent(
            "implant_place_unknown",
            f"{path}/in_or_near_head",
            "record whether the implant lies in or around the head",
            path,
            what="the implant",
        )
    if item.what == "device":
        sensitive = _is_magnetic(one)
        return (
            _near(one, item, path, "a magnetic-sensitive device")
            if sensitive == "yes"
            else _ruled_out_or_unsaid(sensitive, path, "magnetic_sensitive")
        )
    return _device_or_metal(one, item, path)


def _device_or_metal(one: Implant, item: SafetyItem, path: str) -> Outcome:
    """A magnetic-sensitive device, or metal: what it may be, as far as the record leaves that open, must agree."""
    answers = [
        _near(one, item, path, "an implanted device or metal")
        if device == "yes" or (metal == "yes" and item.metal_within_cm == "yes")
        else met("present", path, what="implanted metal")
        if metal == "yes"
        else not_met("implant_not_meant", path, what="the implant")
        for device in _possible(_is_device(one))
        for metal in _possible(_is_metal(one))
    ]
    if len({answer.status for answer in answers}) == 1:
        return answers[0]
    return _kind_unknown(
        path, "kind", "record what the implant is made of and whether it is magnetic-sensitive"
    )


def _possible(value: YesNo) -> tuple[YesNo, ...]:
    return ("yes", "no") if value == "unknown" else (value,)


def _kind_unknown(path: str, field: str, text: str) -> Outcome:
    return silent("implant_kind_unknown", f"{path}/{field}", text, path, what="the implant")


def _is_magnetic(one: Implant) -> YesNo:
    """Whether it is a magnetic-sensitive implant: a ferromagnetic clip is one as much as a stimulator."""
    return "no" if one.dental_amalgam == "yes" else one.magnetic_sensitive


def _is_device(one: Implant) -> YesNo:
    if one.kind == "device":
        return one.magnetic_sensitive
    return "no" if one.kind in ("metal", "dental") and one.electronic != "yes" else "unknown"


def _is_metal(one: Implant) -> YesNo:
    """Whether it is, or holds, metal: a device that is powered or conducts does, whatever a magnet does to it."""
    if one.kind in ("metal", "dental"):
        return "yes"
    if one.kind == "device" and "yes" in (one.electronic, one.conductive):
        return "yes"
    return "no" if one.conductive == "no" and one.magnetic_sensitive == "no" else "unknown"


def _ruled_out_or_unsaid(device: YesNo, path: str, field: str) -> Outcome:
    if device == "no":
        return not_met("implant_not_meant", path, what="the implant")
    return _kind_unknown(path, field, "record whether the implant is magnetic-sensitive")


def _electronic(one: Implant, path: str) -> Outcome:
    """A powered stimulator or pump, wherever it lies."""
    if one.electronic == "yes":
        return met("present", path, what="an implanted electronic device")
    if one.electronic == "no":
        return not_met("implant_not_meant", path, what="the implant")
    return _kind_unknown(path, "electronic", "record whether the implant is electronic")


def _in_head(one: Implant, path: str) -> Outcome:
    """A device in or around the head; whether a clip, coil or plate is a "device" the text leaves open."""
    if one.in_or_near_head == "no" or one.kind == "dental":
        return not_met("implant_not_meant", path, what="the implant")
    if one.in_or_near_head == "yes" and (one.kind == "device" or one.electronic == "yes"):
        return met("present", path, what="an implanted device in or around the head")
    if one.in_or_near_head == "yes" and one.kind == "metal":
        return review("metal_as_device", path, what="implanted metal in or around the head")
    return silent(
        "implant_place_unknown",
        f"{path}/in_or_near_head",
        "record what the implant is and whether it lies in or around the head",
        path,
        what="the implant",
    )


def _near(one: Implant, item: SafetyItem, path: str, name: str) -> Outcome:
    if item.within_cm is None:
        return met("present", path, what=name)
    limit = f"{item.within_cm.normalize():f}"
    if one.distance_cm is None:
        return silent(
            "distance_unknown",
            f"{path}/distance_cm",
            "measure and record the distance from the coil in centimeters",
            path,
            kind="assessment",
            what=name,
            limit=limit,
        )
    values = {"what": name, "limit": limit, "distance": f"{one.distance_cm.normalize():f}"}
    if one.distance_cm < item.within_cm or (item.distance == "up_to" and one.distance_cm == item.within_cm):
        return met("present_within", f"{path}/distance_cm", **values)
    return not_met("beyond_distance", f"{path}/distance_cm", **values)
