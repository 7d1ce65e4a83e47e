from coscientist.app.report.drawing.pathway import across, downwards
from coscientist.app.report.pathway import Pathway, pathway
from coscientist.app.views.evidence import evidence_of
from coscientist.domain.hypothesis import Hypothesis
from tests.support.pages import Page
from tests.support.records import small_record


def drawn(id_: str, **changes: object) -> Pathway:
    record = small_record()
    entry = record.entry(id_)
    item: Hypothesis = entry.hypothesis.model_copy(update=changes)
    return pathway(record, item, evidence_of(record, entry).steps)


def test_a_chain_runs_from_the_intervention_through_its_mediator_to_the_outcome() -> None:
    found = drawn("h-00000001")
    by_column = sorted((station.column, station.name, station.role, station.says) for station in found.stations)
    assert by_column == [
        (0, "lithium", "intervention", "give"),
        (1, "GSK-3β", "mediator", "via"),
        (2, "phosphorylated tau", "outcome", "expect less"),
    ]
    assert [arrow.sign for arrow in found.arrows] == [-1, 1]


def test_two_routes_have_a_lane_each_and_share_the_outcome() -> None:
    found = drawn("h-00000003")
    assert found.lanes == 2
    assert [station.role for station in found.stations].count("outcome") == 1
    assert {arrow.end for arrow in found.arrows if found.stations[arrow.end].role == "outcome"} == {0}


def test_arrows_count_the_sources_quoted_and_those_against() -> None:
    stated, conjecture = drawn("h-00000001").arrows[0], drawn("h-00000002").arrows[0]
    assert (stated.sources, stated.against) == (1, 1)
    assert conjecture.sources == 0


def test_a_hypothesis_without_mechanism_is_drawn_as_one_unstated_step() -> None:
    found = drawn("h-00000001", mechanism=())
    assert [(arrow.sign, arrow.sources) for arrow in found.arrows] == [(-1, 0)]


def test_something_that_is_only_compared_with_is_no_intervention() -> None:
    found = drawn("h-00000003", interventions=("berberine",))
    assert [station.role for station in found.stations if station.name == "lithium"] == ["reference"]


def test_both_drawings_say_in_words_what_they_show() -> None:
    found = drawn("h-00000001")
    for svg in (across(found), downwards(found)):
        label = Page(svg).all("svg")[0]["aria-label"]
        assert label == found.described()
        assert label.startswith("lithium lowers GSK-3β (1 source)")


def test_nothing_is_drawn_outside_the_frame() -> None:
    for id_ in ("h-00000001", "h-00000003"):
        for svg in (across(drawn(id_)), downwards(drawn(id_))):
            page = Page(svg)
            left, top, width, height = map(float, page.all("svg")[0]["viewbox"].split())
            for box in page.all("rect"):
                assert left <= float(box["x"]) <= left + width - float(box["width"])
                assert top <= float(box["y"]) <= top + height - float(box["height"])
