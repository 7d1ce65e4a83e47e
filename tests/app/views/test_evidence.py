from coscientist.app.views.quotes import quotes
from coscientist.domain.claim import Claim, Predicate
from tests.support.pages import Page
from tests.support.records import small_record


def test_each_step_has_its_quotations_and_what_speaks_against_it() -> None:
    found = small_record().evidence("h-00000001")
    first = found.steps[0]
    assert [quote.text for quote in first.quotes] == ["Lithium inhibited GSK-3β."]
    assert [quote.text for quote in first.against] == ["Lithium did not change GSK-3β."]
    assert first.sources == 1


def test_evidence_is_told_once_and_what_is_left_over_last() -> None:
    found = small_record().evidence("h-00000001")
    told = [q.passage for step in found.steps for q in (*step.quotes, *step.against)]
    told += [q.passage for q in (*found.further, *found.against)]
    assert sorted(told) == sorted(set(told))
    assert [quote.text for quote in found.further] == ["Another route exists."]


def test_as_text_it_reads_from_the_statement_to_the_sources() -> None:
    text = repr(small_record().evidence("h-00000002"))
    assert text.index("berberine lowers") < text.index("nothing found states it") < text.index("PMID 2")


def test_as_a_page_it_escapes_what_papers_say() -> None:
    attack = "<script>alert(1)</script>"
    page = Page(small_record(lambda text: attack + text).evidence("h-00000001")._repr_html_())
    assert "script" not in page.tags
    assert attack in page.text
    assert not page.unclosed


def test_a_claim_that_the_run_does_not_hold_is_left_out() -> None:
    record = small_record()
    ghost = Claim(
        id="c-x", subject="lithium", predicate=Predicate.DECREASES, object="tau", passages=("p-gone",), made_by="test"
    )
    record._store.add_evidence(record.id, claims=[ghost])
    assert quotes(record, ["c-x", "c-unknown"]) == ()


def test_a_quote_that_rules_read_says_so_and_one_that_a_curator_read_as_well_does_not() -> None:
    record = small_record()
    curated = next(claim for claim in record.claims.values() if claim.passages)
    read = curated.model_copy(update={"id": "c-read", "made_by": "rules:cues"})
    record._store.add_evidence(record.id, claims=[read])
    record.__dict__.pop("claims", None)
    assert [quote.read_by for quote in quotes(record, ["c-read"])] == ["rules"]
    assert [quote.read_by for quote in quotes(record, ["c-read", curated.id])] == [None]
