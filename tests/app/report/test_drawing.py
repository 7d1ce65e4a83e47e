from hypothesis import given
from hypothesis import strategies as st

from coscientist.app.report.drawing.intervals import scale_of
from coscientist.app.report.drawing.structure import structure
from coscientist.app.report.drawing.svg import element, wrapped
from coscientist.domain.rating import Rating
from tests.support.pages import Page


@given(st.text(), st.text())
def test_an_element_holds_its_text_and_attributes_unchanged(text: str, value: str) -> None:
    printable = "".join(c for c in text if c.isprintable())
    attribute = "".join(c for c in value if c.isprintable())
    page = Page(element("text", printable, aria_label=attribute))
    assert page.elements == [("text", {"aria-label": attribute})]
    assert "".join(page.words) == printable


@given(st.text(max_size=200), st.integers(4, 30), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_but_the_end(text: str, width: int, lines: int) -> None:
    found = wrapped(text, width, lines)
    assert 1 <= len(found) <= lines
    assert all(len(line) <= width for line in found)
    if not found[-1].endswith("…"):
        assert "".join(found).replace("-", "").replace(" ", "") == "".join(text.split()).replace("-", "")


ends = st.floats(0, 3000)


@given(st.lists(st.tuples(ends, ends, ends), min_size=1))
def test_every_interval_fits_on_the_scale(triples: list[tuple[float, float, float]]) -> None:
    ratings = [
        Rating(hypothesis=str(n), low=low, value=value, high=high, matches=1, p_best=0.0)
        for n, (low, value, high) in enumerate(map(sorted, triples))
    ]
    scale = scale_of(ratings)
    assert all(scale.low < rating.low and rating.high < scale.high for rating in ratings)
    assert len(scale.ticks) <= 7
    for rating in ratings:
        places = [float(scale.at(value)[:-1]) for value in (rating.low, rating.value, rating.high)]
        assert places == sorted(places)


def test_a_structure_is_drawn_in_the_pages_ink_only() -> None:
    svg = structure("CC(=O)Oc1ccccc1C(=O)O")
    assert svg is not None
    page = Page(svg)
    assert page.tags == {"svg", "path"}
    assert not [name for _, attributes in page.elements for name in attributes if name in ("style", "fill", "stroke")]
    assert all(path["d"] for path in page.all("path"))


def test_what_is_no_structure_or_too_large_is_not_drawn() -> None:
    assert structure("not a structure") is None
    assert structure("") is None
    assert structure("C" * 200) is None
