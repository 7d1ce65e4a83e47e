from hypothesis import given
from hypothesis import strategies as st

from coscientist.app.views.numbers import chance, number, percent


@given(st.floats(0, 1))
def test_an_estimated_probability_is_never_called_impossible_or_certain(p: float) -> None:
    assert chance(p) not in ("0 %", "100 %")


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_a_share_is_not_rounded_to_nothing_or_to_all(share: float) -> None:
    assert percent(share) not in ("0 %", "100 %")


def test_findings_of_any_type_can_be_read() -> None:
    assert [number(v) for v in (None, True, False, "", "C6", 3.0, 0.123456, 12345.0)] == [
        "—", "yes", "no", "—", "C6", "3", "0.1235", "12,345",
    ]  # fmt: skip
