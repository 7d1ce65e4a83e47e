"""Several services asked together."""

from coscientist.domain.literature import Answer, Found, Inquiry, NotFound, Source, Unavailable
from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.gather import find_in_all, resolver

WHEN = "2026-01-02T03:04:05+00:00"
DOI = Identifier(scheme="doi", value="10.1/a")


def source(name: str, number: int, **fields: object) -> Source:
    values: dict[str, object] = {
        "id": f"doi:10.1/{number}",
        "title": f"The {number}th of many things that grow",
        "year": 2012,
        "identifiers": {"doi": f"10.1/{number}"},
        "found_in": (name,),
    }
    return Source.model_validate(values | fields)


class Service:
    """A service that always gives the same answer."""

    def __init__(self, name: str, *sources: Source, down: bool = False) -> None:
        self.name = name
        self._sources = sources
        self._down = down
        self.asked = 0

    def find(self, query: str, *, limit: int = 25, until: int | None = None) -> Answer:
        self.asked += 1
        inquiry = (Inquiry(service=self.name, query=query, at=WHEN, until=until),)
        if self._down:
            return Unavailable(inquiries=inquiry, why=f"{self.name}: HTTP 500: it failed.")
        return Found(inquiries=inquiry, sources=self._sources) if self._sources else NotFound(inquiries=inquiry)

    def knows(self, identifier: Identifier) -> bool:
        return identifier.scheme == "doi"

    def look_up(self, identifier: Identifier) -> Answer:
        return self.find(str(identifier))


def test_one_failing_service_does_not_cost_the_others() -> None:
    good = Service("crossref", source("crossref", 1))
    gathered = find_in_all([Service("openalex", down=True), good], "x", until=2015)
    assert [s.id for s in gathered.sources] == ["doi:10.1/1"]
    assert [a.kind for a in gathered.answers] == ["unavailable", "found"]
    assert gathered.unavailable[0].why.startswith("openalex")


def test_every_services_first_comes_before_any_services_second() -> None:
    one = Service("crossref", source("crossref", 1), source("crossref", 2))
    two = Service("openalex", source("openalex", 3), source("openalex", 1))
    assert [s.id[-1] for s in find_in_all([one, two], "x").sources] == ["1", "3", "2"]


def test_progress_names_each_service() -> None:
    told: list[str] = []
    find_in_all([Service("a"), Service("b")], "x", progress=told.append)
    assert told == ["a", "b"]


def test_an_identifier_is_found_if_any_service_has_it() -> None:
    answer = resolver([Service("a"), Service("b", source("b", 1)), Service("c", down=True)])(DOI)
    assert answer.kind == "found"
    assert len(answer.inquiries) == 3
    assert "c: HTTP 500" in answer.remarks[0]


def test_an_identifier_is_not_found_only_if_every_service_answered() -> None:
    assert resolver([Service("a"), Service("b")])(DOI).kind == "not found"
    assert resolver([Service("a"), Service("b", down=True)])(DOI).kind == "unavailable"


def test_no_service_to_ask_is_unavailable_and_not_absent() -> None:
    answer = resolver([Service("a")])(Identifier(scheme="arxiv", value="1707.08567"))
    assert answer.kind == "unavailable"
    assert resolver([])(DOI).kind == "unavailable"
