from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.report.write import write_report
from tests.support.pages import Page
from tests.support.workspace import FinishedRun

MOST_BYTES = 2_000_000


def page_of(made: FinishedRun) -> Page:
    return Page((made.workspace / "runs" / made.run / "report.html").read_text(encoding="utf-8"))


def test_a_run_leaves_its_report_with_every_hypothesis_once(finished_run: FinishedRun) -> None:
    page = page_of(finished_run)
    assert (finished_run.workspace / "runs" / finished_run.run / "report.html").stat().st_size < MOST_BYTES
    assert not page.unclosed
    with Campaign(finished_run.workspace) as campaign:
        record = campaign.record(finished_run.run)
        for entry in record.entries:
            assert page.ids.count(entry.hypothesis.id) == 1
            assert entry.hypothesis.statement in page.text
        assert {link for link in page.links if link.startswith("briefs/")} == {
            f"briefs/{brief.brief_id}.{kind}" for brief in record.briefs for kind in ("md", "json")
        }


def test_every_quotation_of_the_report_is_in_the_evidence_word_for_word(finished_run: FinishedRun) -> None:
    with Campaign(finished_run.workspace) as campaign:
        record = campaign.record(finished_run.run)
        known = {passage.quote for passage in record.passages.values()}
        for entry in record.entries:
            found = record.evidence(entry.hypothesis.id)
            told = [quote for step in found.steps for quote in (*step.quotes, *step.against)]
            assert {quote.text for quote in (*told, *found.further, *found.against)} <= known


def test_links_lead_to_files_that_are_there(finished_run: FinishedRun) -> None:
    folder = finished_run.workspace / "runs" / finished_run.run
    for link in page_of(finished_run).links:
        if not link.startswith(("#", "http")):
            assert (folder / link).is_file(), link


def test_after_a_veto_the_report_tells_it_and_keeps_directions_and_time(copy_of_run: FinishedRun) -> None:
    with Campaign(copy_of_run.workspace) as campaign:
        first = campaign.record(copy_of_run.run).entries[0].hypothesis
        before = page_of(copy_of_run).text
        campaign.veto(copy_of_run.run, first.id, "It cannot be had.", by="ada")
    after = page_of(copy_of_run).text
    assert "It cannot be had. (person:ada)" in after
    assert "Research directions" in before
    assert "Research directions" in after
    took = next(part for part in before.split("Took ")[1].split(" s") if part)
    assert f"Took {took} s" in after


def test_a_report_can_be_written_anywhere(finished_run: FinishedRun, tmp_path: Path) -> None:
    with Campaign(finished_run.workspace) as campaign:
        write_report(campaign.record(finished_run.run), tmp_path / "mine.html")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"]
