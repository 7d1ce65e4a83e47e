"""Durations as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.app.durations import seconds, spoken
from coscientist.domain.errors import SettingsError


@pytest.mark.parametrize(
    ("written", "meant"),
    [("90s", 90), ("10m", 600), ("10min", 600), ("1h", 3600), ("1h30m", 5400), ("1h 30m 5s", 5405), ("45", 45),
     ("0.5h", 1800), (" 2M ", 120)],
)  # fmt: skip
def test_usual_ways_of_writing_are_read(written: str, meant: float) -> None:
    assert seconds(written) == meant


@pytest.mark.parametrize("written", ["", "0", "0s", "-5m", "soon", "10 d", "m", "1m1h", "nan", "inf", "1e9h", "５m?"])
def test_anything_else_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(SettingsError) as raised:
        seconds(written)
    assert "90s" in raised.value.hint


@given(st.integers(min_value=1, max_value=10**6))
def test_what_is_spoken_is_read_back_to_the_minute_or_better(total: int) -> None:
    read = seconds(spoken(total).replace("min", "m"))
    assert abs(read - total) < (60 if total >= 3600 else 1)
