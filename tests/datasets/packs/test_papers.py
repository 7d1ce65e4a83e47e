"""Papers as a pack: one source a work, its passages quoted from it, and what is read out of them after them."""

from collections.abc import Iterable, Iterator, Sequence

from coscientist.datasets.packs.papers import Papers, Progress
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage, Source
from coscientist.literature.files.values import ImportedSource
from coscientist.literature.text.passages import Block, passages_of

QUOTE = "Metformin lowered collagen I in the kidneys of all of the mice that were examined."
FURTHER = "Aspirin changed nothing in any of the mice, whatever the dose that they were given."


class Read:
    """What was read of some files."""

    def __init__(self, *items: ImportedSource) -> None:
        self._items = items

    def items(self) -> Iterable[ImportedSource]:
        return self._items

    def fingerprint(self) -> str:
        return str(len(self._items))


class Names:
    """Reads one concept and one claim out of every passage."""

    version = "1"

    def read(self, passages: Sequence[Passage], progress: Progress) -> Iterator[Concept | Claim]:
        for end in ("a", "b"):
            yield Concept(id=end, name=end, kind=ConceptKind.OTHER)
        for number, passage in enumerate(passages):
            progress("reading claims", number, len(passages))
            yield Claim(
                id=f"c{number}",
                subject="a",
                predicate=Predicate.DECREASES,
                object="b",
                passages=(passage.id,),
                source=passage.source,
                made_by="rules:test",
            )


def item(file: str, quote: str, **fields: object) -> ImportedSource:
    source = Source.model_validate({"title": "Metformin and the fibrosis of kidneys", "found_in": (file,), **fields})
    return ImportedSource(file=file, source=source, passages=passages_of(source, [Block(quote, "Results")]))


REFERENCE = item("library.bib", FURTHER, id="doi:10.1/a", identifiers={"doi": "10.1/a"}, year=2012)
ARTICLE = item("a.xml", QUOTE, id="pmid:7", identifiers={"doi": "10.1/a", "pmid": "7"}, licence="CC BY")


def test_a_paper_and_its_entry_in_a_list_are_one_source_with_the_passages_of_both() -> None:
    records = list(Papers("mine", Read(REFERENCE, ARTICLE), Names()).records())
    (source,) = [each for each in records if isinstance(each, Source)]
    passages = [each for each in records if isinstance(each, Passage)]
    assert (source.id, source.year, source.licence) == ("pmid:7", 2012, "CC BY")
    assert {(each.quote, each.source, each.year) for each in passages} == {
        (QUOTE, "pmid:7", 2012),
        (FURTHER, "pmid:7", 2012),
    }


def test_a_sentence_of_one_work_is_one_passage_whichever_files_hold_it() -> None:
    again = item("copy.xml", QUOTE, id="pmid:7", identifiers={"pmid": "7"})
    records = list(Papers("mine", Read(ARTICLE, again), Names()).records())
    assert len([each for each in records if isinstance(each, Passage)]) == 1


def test_what_is_read_out_of_passages_comes_after_them() -> None:
    kinds = [type(each).__name__ for each in Papers("mine", Read(ARTICLE), Names()).records()]
    assert kinds == ["Source", "Passage", "Concept", "Concept", "Claim"]


def test_another_extraction_makes_another_corpus() -> None:
    class Newer(Names):
        version = "2"

    content = Read(ARTICLE)
    assert Papers("mine", content, Names()).fingerprint() == Papers("mine", content, Names()).fingerprint()
    assert Papers("mine", content, Names()).fingerprint() != Papers("mine", content, Newer()).fingerprint()


def test_a_pack_of_papers_says_what_it_is_about() -> None:
    (about,) = Papers("mine", Read(REFERENCE), Names()).info.about
    assert "1 paper of 2012" in about
    assert "Metformin and the fibrosis of kidneys" in about


def test_nothing_is_claimed_on_the_word_of_a_retracted_work() -> None:
    withdrawn = item("b.xml", FURTHER, id="pmid:8", identifiers={"pmid": "8"}, title="Another work", retracted=True)
    records = list(Papers("mine", Read(ARTICLE, withdrawn), Names()).records())
    passages = {each.id: each.source for each in records if isinstance(each, Passage)}
    claimed = {passages[name] for each in records if isinstance(each, Claim) for name in each.passages}
    assert (set(passages.values()), claimed) == ({"pmid:7", "pmid:8"}, {"pmid:7"})
