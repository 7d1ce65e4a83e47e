import base64
import hashlib
import re
from xml.etree import ElementTree

import pytest

from coscientist.app.record import Record
from coscientist.app.report.page import report_html
from coscientist.domain.goal import Direction, Target
from tests.support.pages import Page
from tests.support.records import opened, small_record

ATTACK = """<script>alert(1)</script>"'><img src=x onerror=alert(2)>{{7*7}}<a href="javascript:alert(3)">"""
HARMLESS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer", "section", "article"),
    *("h1", "h2", "h3", "h4", "p", "a", "b", "strong", "small", "code", "span", "div", "br", "cite", "figure"),
    *("figcaption", "blockquote", "details", "summary", "dl", "dt", "dd", "ol", "ul", "li"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "g", "path", "rect", "line", "circle", "polygon", "text"),
    *("picture", "source", "img"),
}


@pytest.fixture(scope="module")
def record() -> Record:
    return small_record()


@pytest.fixture(scope="module")
def page(record: Record) -> Page:
    return Page(report_html(record, usage={"calls": 0, "tokens": 0, "cost_usd": 0.0, "seconds": 12.0}))


@pytest.fixture(scope="module")
def attacked() -> Page:
    return Page(report_html(small_record(lambda text: f"{ATTACK}{text}{ATTACK}")))


def test_the_page_loads_nothing_and_runs_nothing(page: Page) -> None:
    assert page.tags <= HARMLESS
    assert not [name for _, attributes in page.elements for name in attributes if name == "style"]
    loaded = [attributes[name] for _, attributes in page.elements for name in ("src", "srcset") if name in attributes]
    assert loaded
    assert all(re.fullmatch(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+", address) for address in loaded)
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_the_policy_allows_our_style_sheet_and_nothing_else(page: Page) -> None:
    policy = next(found["content"] for tag, found in page.elements if found.get("http-equiv") and tag == "meta")
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_text_from_goals_papers_people_and_tools_stays_text(attacked: Page) -> None:
    assert attacked.tags <= HARMLESS
    assert not attacked.unclosed
    assert not [name for _, attributes in attacked.elements for name in attributes if name.startswith("on")]
    assert "{{7*7}}" in attacked.text
    assert attacked.text.count("<script>alert(1)</script>") > 100


def test_links_lead_to_the_page_its_folder_or_a_publication(attacked: Page) -> None:
    for link in attacked.links:
        assert re.match(r"#|https?://|briefs/|[a-z]+\.jsonl?$", link), link


def test_every_element_is_closed_and_every_link_within_the_page_arrives(page: Page) -> None:
    assert not page.unclosed
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_same_record_gives_the_same_page(record: Record) -> None:
    assert report_html(record) == report_html(opened(record))


def test_every_picture_is_there_for_light_and_for_dark_pages_and_in_words(page: Page) -> None:
    pictures = page.all("img")
    assert [found["id"] for found in page.all("figure", "plot")] == [
        "plot-history", "plot-chances", "plot-matrix", "plot-bias",
    ]  # fmt: skip
    assert len(pictures) == len(page.all("source")) == 4
    assert all(len(picture["alt"]) > 40 for picture in pictures)
    assert "lithium lowers phosphorylated tau (h-00000001)" in pictures[0]["alt"]
    for picture, dark in zip(pictures, page.all("source"), strict=True):
        assert dark["media"] == "(prefers-color-scheme: dark)"
        for address in (picture["src"], dark["srcset"]):
            ElementTree.fromstring(base64.b64decode(address.partition(",")[2]))


def test_the_judges_are_judged(page: Page) -> None:
    assert "Whether the judges can be believed" in page.text
    assert "The one shown first won 40 of 80 (39 % to 61 %)" in page.text


def test_it_says_that_nothing_was_tested(page: Page) -> None:
    assert "None of them has been tested in a laboratory" in page.text
    assert len(page.all("span", "status untested")) == 2 * 3  # in the leaderboard and on the cards of those in play


def test_words_that_were_not_understood_are_shown_at_once(page: Page) -> None:
    assert "open" in page.all("details", "goal")[0]
    assert "flibber : nothing in the corpora answers to these words" in page.text


def test_the_leaderboard_shows_rating_interval_and_tier(record: Record, page: Page) -> None:
    best = record.in_play[0].rating
    assert best is not None
    drawn = page.all("svg", "interval")
    assert f"{best.value:.0f}, 95 % interval {best.low:.0f} to {best.high:.0f}" in [d.get("aria-label") for d in drawn]
    assert "Tier 1 One hypothesis, told apart from those below." in page.text
    assert "Tier 2 These 2 cannot be told apart at 95 %." in page.text


def test_each_quotation_is_verbatim_with_its_source(record: Record, page: Page) -> None:
    for passage in record.passages.values():
        assert passage.quote in page.text
    assert "https://pubmed.ncbi.nlm.nih.gov/2/" in page.links
    assert "read as: GSK-3β increases phosphorylated tau" in page.text


def test_evidence_against_a_step_stands_with_the_step(page: Page) -> None:
    assert page.all("figure", "quote against")
    assert "1 against" in page.text


def test_a_retracted_source_is_called_so(page: Page) -> None:
    assert "retracted" in page.text
    assert "was not checked for 2 of them" in page.text


def test_a_step_that_nothing_states_is_marked_as_what_would_be_new(page: Page) -> None:
    assert "berberine inhibits GSK-3β not stated by anything found" in page.text
    assert page.all("g", "lowers unstated")


def test_those_set_aside_come_with_the_reason_and_who_said_so(page: Page) -> None:
    assert "No supply. (person:ada)" in page.text
    assert "Stated. (reflection/novelty)" in page.text


def test_reasons_name_hypotheses_by_title_not_by_id(page: Page) -> None:
    assert "Same as berberine lowers phosphorylated tau (h-00000002)" in page.text


def test_novelty_is_never_claimed(page: Page) -> None:
    assert "Nothing found in what was searched. That is no proof of novelty." in page.text
    assert "Searched: made-up@abababababab" in page.text


def test_the_run_sheet_names_corpora_licences_and_what_was_skipped(page: Page) -> None:
    assert "ab" * 32 in page.text
    assert "CC BY (1 source)" in page.text
    assert "No brief, because there is no readout." in page.text
    assert "no limit" in page.text


def test_a_check_is_shown_with_value_unit_and_method(page: Page) -> None:
    assert "molecular weight 6.94 g/mol pass RDKit; a table" in page.text


def test_it_says_which_language_model_took_part(page: Page) -> None:
    assert "Language model none embedded strategies only" in page.text
    assert "Language model some-model" in Page(report_html(small_record(model="some-model"))).text


def test_a_long_goal_is_cut_in_the_title_and_given_in_full_below() -> None:
    goal = "Reduce tau phosphorylation " * 40
    page = Page(report_html(small_record(goal=goal)))
    assert page.all("p", "verbatim")
    assert " ".join(goal.split()) in page.text


def test_a_run_in_which_nothing_is_in_play_has_a_page_too() -> None:
    from coscientist.domain.decision import Decision
    from coscientist.domain.hypothesis import Status

    record = small_record()
    record._store.add_decisions(
        record.id,
        [
            Decision(id=f"d-x{n}", hypothesis=f"h-0000000{n}", status=Status.ELIMINATED, by="gate", why="No.")
            for n in (1, 2, 3)
        ],
    )
    page = Page(report_html(opened(record)))
    assert "No hypothesis is in play: all 6 were set aside" in page.text


def test_a_run_that_has_only_begun_has_a_page_too() -> None:
    from coscientist.store import open_store

    store = open_store(":memory:")
    store.save_run(small_record().run)
    page = Page(report_html(Record(store, "run-20260101-abcdef")))
    assert "No vote was cast." in page.text
    assert "No hypothesis is in play" in page.text


def test_each_thing_that_is_wanted_is_shown_with_its_own_direction() -> None:
    tau = Target(name="tau", concepts=("tau",), words=("tau",), direction=Direction.REDUCE, end="tau")
    bdnf = Target(name="BDNF", concepts=("bdnf",), words=("bdnf",), direction=Direction.INCREASE, end="BDNF")
    page = Page(report_html(small_record(targets=(tau, bdnf))))
    assert "reduce tau" in page.text
    assert "increase BDNF" in page.text
    assert "asks for 2 things at once" in page.text
