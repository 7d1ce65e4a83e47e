"""The years that a search is bounded to, as people write them."""

import pytest

from coscientist.cli.searching import passage_filter
from coscientist.domain.errors import SettingsError


@pytest.mark.parametrize(
    ("years", "first", "last"),
    [("2010", 2010, 2010), ("2005-2012", 2005, 2012), ("2005-", 2005, None), ("-2012", None, 2012), (None, None, None)],
)
def test_years_are_read(years: str | None, first: int | None, last: int | None) -> None:
    found = passage_filter(years, (), ())
    assert (found.first_year, found.last_year) == (first, last)


@pytest.mark.parametrize("years", ["abc", "", "-", "20052012", "2012-2005"])
def test_what_cannot_be_meant_is_refused(years: str) -> None:
    with pytest.raises(SettingsError):
        passage_filter(years, (), ())
