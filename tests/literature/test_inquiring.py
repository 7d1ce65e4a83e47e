"""Services are asked about a statement by its ends; what names all of them is held, so that it can be quoted."""

import httpx

from coscientist.literature.inquiring import APART, TOGETHER, Inquirer
from coscientist.literature.sources.opening import Adapter
from tests.literature.sources.test_fetching import service
from tests.support.clocks import SetClock
from tests.support.literature_service import europe_pmc, record

ENDS = (["magnesium"], ["spreading depression"])
SAYS_BOTH = record("1", "Ions", "Magnesium blocked spreading depression in all of the rats that were seen.")
SAYS_EACH = record(
    "2",
    "More on ions",
    "Magnesium was given to all of the rats that were seen. Spreading depression was then recorded twice in each.",
)
SAYS_ONE = record("3", "One ion", "Magnesium was given to all of the rats that were seen.")


def answering(*records: dict[str, object], status: int = 200) -> Adapter:
    content = europe_pmc(records).body
    return service("europe-pmc", lambda _request: httpx.Response(status, content=content), SetClock())


def test_what_names_both_ends_in_one_sentence_comes_before_what_names_them_apart() -> None:
    inquirer = Inquirer([answering(SAYS_EACH, SAYS_ONE, SAYS_BOTH)], until=None)
    found = inquirer.about(ENDS)
    assert [(each.passage.source, each.relation) for each in found.statements] == [
        ("pmid:1", TOGETHER),
        ("pmid:2", APART),
    ]
    assert set(inquirer.sources) == {"pmid:1", "pmid:2"}
    assert {each.passage.id for each in found.statements} == set(inquirer.passages)


def test_nothing_is_found_with_what_was_asked_and_when() -> None:
    found = Inquirer([answering()], until=1988).about(ENDS)
    (asked,) = found.asked
    assert (found.statements, asked.outcome, asked.query, asked.until) == (
        (),
        "not found",
        "magnesium spreading depression",
        1988,
    )


def test_a_service_that_is_down_is_unavailable_and_no_absence() -> None:
    (asked,) = Inquirer([answering(status=403)], until=None).about(ENDS).asked
    assert (asked.outcome, "403" in asked.why) == ("unavailable", True)


def test_a_run_asks_about_so_many_statements_and_no_more() -> None:
    inquirer = Inquirer([answering(SAYS_BOTH)], until=None, most=1)
    assert inquirer.about(ENDS).asked
    assert inquirer.about(ENDS) == ((), ())
