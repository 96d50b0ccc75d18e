"""How a value is written on a form: it says the same, in the form's own way, or nothing at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authpack.packets.forms.formats import CannotWrite, check_format, written


class DescribeDates:
    @pytest.mark.parametrize("said", ["2024-03-05", "03/05/2024", "March 5, 2024"])
    @pytest.mark.parametrize(
        ("format", "wanted"),
        [
            ("date", "03/05/2024"),
            ("date MM", "03"),
            ("date DD", "05"),
            ("date YYYY", "2024"),
            ("date YY", "24"),
            ("date MMDDYYYY", "03052024"),
            ("date M/D/YY", "3/5/24"),
            ("date YYYY-MM-DD", "2024-03-05"),
        ],
    )
    def it_writes_a_date_whole_or_in_parts(self, said: str, format: str, wanted: str) -> None:
        assert written(said, (format,)) == wanted

    @pytest.mark.parametrize(
        ("said", "wanted"),
        [("2024-03", "03/2024"), ("03/2024", "03/2024"), ("March 2024", "03/2024"), ("2024", "2024")],
    )
    def it_writes_a_date_no_more_precisely_than_the_record(self, said: str, wanted: str) -> None:
        assert written(said, ("date",)) == wanted

    @pytest.mark.parametrize(
        ("said", "format"), [("03/2024", "date DD"), ("2024", "date MM"), ("2024", "date MMDDYYYY")]
    )
    def but_it_invents_no_day_or_month(self, said: str, format: str) -> None:
        with pytest.raises(CannotWrite, match="not recorded to the day"):
            written(said, (format,))

    @pytest.mark.parametrize("said", ["soon", "13 weeks", "Marchtember 5, 2024", "5"])
    def but_it_refuses_what_is_no_date(self, said: str) -> None:
        with pytest.raises(CannotWrite):
            written(said, ("date",))


class DescribeNumbers:
    @pytest.mark.parametrize("said", ["509-555-0121", "(509) 555 0121", "+1 509 555 0121", "5095550121"])
    def it_writes_a_telephone_number_one_way(self, said: str) -> None:
        assert written(said, ("phone",)) == "(509) 555-0121"
        assert written(said, ("phone ###.###.####",)) == "509.555.0121"

    @pytest.mark.parametrize("said", ["555-0121", "509-555-01210", "2 509 555 0121"])
    def but_it_refuses_one_with_other_than_ten_digits(self, said: str) -> None:
        with pytest.raises(CannotWrite, match="10 digits"):
            written(said, ("phone",))

    def it_splits_over_fields(self) -> None:
        parts = [written("509-555-0121", ("digits", f"take {span}")) for span in ("1-3", "4-6", "7-10")]
        assert parts == ["509", "555", "0121"]

    def it_checks_an_npi_for_length(self) -> None:
        assert written("2000002495", ("npi",)) == "2000002495"
        with pytest.raises(CannotWrite):
            written("200000249", ("npi",))


class DescribeWords:
    @pytest.mark.parametrize(
        ("said", "wanted"), [("yes", "Y"), ("present", "Y"), ("no", "N"), ("absent", "N")]
    )
    def it_writes_yes_and_no_in_the_form_s_words(self, said: str, wanted: str) -> None:
        assert written(said, ("yes_no Y/N",)) == wanted

    @pytest.mark.parametrize("said", ["unknown", "not_assessed", "maybe", ""])
    def but_it_makes_neither_of_anything_else(self, said: str) -> None:
        with pytest.raises(CannotWrite):
            written(said, ("yes_no",))

    def it_writes_capitals(self) -> None:
        assert written("Łukasz", ("upper",)) == "ŁUKASZ"

    @given(st.text(max_size=40))
    def it_never_makes_a_digit_that_was_not_there(self, said: str) -> None:
        for format in ("date", "phone", "digits", "npi", "take 1-3", "yes_no", "upper", "lower", "line"):
            try:
                made = written(said, (format,))
            except CannotWrite:
                continue
            digits = [char for char in made if char.isdigit()]
            assert len(digits) <= len([char for char in said if char.isdigit()]) + 1  # 3/5 may become 03/05


class DescribeNames:
    @pytest.mark.parametrize(
        "name", ["date", "date MM/DD/YYYY", "digits ###-##-####", "take 1-3", "take 2-2", "yes_no Ja/Nein"]
    )
    def it_knows_a_format(self, name: str) -> None:
        assert check_format(name) is None

    @pytest.mark.parametrize(
        "name", ["datum", "date Q", "date", "take 0-3", "take 3-1", "take", "digits 123", "yes_no Y"]
    )
    def but_it_names_what_is_wrong(self, name: str) -> None:
        assert (check_format(name) is None) == (name == "date")
