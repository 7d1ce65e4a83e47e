"""Reference lists: BibTeX, RIS, PubMed's format, CSL-JSON, Zotero's JSON and CSV."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.literature.files.bibtex import BibEntry, parse_bibtex
from coscientist.literature.files.latex import decode_latex
from tests.literature.files.folder import failure, only, read

ABSTRACT = "Magnesium blocked spreading depression in all rats. It did so at every dose that was tried by them."

BIBTEX = (
    r"""
Anything outside of entries is a comment.
@comment{jabref-meta: x}
@string{jbc = "Journal of Biological " # "Chemistry"}
@Article{doe2012,
  author  = {Doe, Jo and {\"O}zt{\"u}rk, Ay\c{s}e and {The Group} and others},
  title   = {On {Mg$^{2+}$} and $\alpha$-synuclein: 50\% of \emph{everything}},
  journal = jbc # {, Series B},
  year    = 2012, month = may,
  doi     = {https://doi.org/10.1234/AB\_C},
  pmid    = "12345",
  abstract = {"""
    + ABSTRACT
    + r"""},
}
@misc(arx, title = "A preprint", eprint = {1707.08567}, archivePrefix={arXiv}, year=2017)
"""
)


def test_bibtex_is_read_with_its_letters_and_abbreviations(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(BIBTEX)
    (one, two), failures = read(path)
    assert failures == []
    assert one.source.id == "pmid:12345"
    assert one.source.identifiers == {"doi": "10.1234/ab_c", "pmid": "12345"}
    assert one.source.title == "On Mg^2+ and α-synuclein: 50% of everything"
    assert one.source.authors == ("Doe, Jo", "Öztürk, Ayşe", "The Group")
    assert one.source.journal == "Journal of Biological Chemistry, Series B"
    assert one.source.year == 2012
    assert [(p.locator, p.quote) for p in one.passages] == [
        ("title", "On Mg^2+ and α-synuclein: 50% of everything"),
        ("abstract", "Magnesium blocked spreading depression in all rats."),
        ("abstract", "It did so at every dose that was tried by them."),
    ]
    assert two.source.id == "arxiv:1707.08567"
    assert [p.locator for p in two.passages] == ["title"]


def test_a_broken_entry_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(
        "@article{a, title={Never closed, year=1}\n\n@article{b, title={Good one}}\n@book{c, year=2}\n@misc{d"
    )
    sources, failures = read(path)
    assert [item.source.title for item in sources] == ["Good one"]
    assert [item.place for item in failures] == ["line 1", "entry c, line 4", "line 5"]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller, \'{E}lan, \'Elan, {\'e}", "Müller, Élan, Élan, é"),
        (r"{\L}ukasz {\O}re \ss{} \aa", "Łukasz Øre ß å"),
        (r"\v{S}koda \c{c} \~n \^{\i}", "Škoda ç ñ î"),
        (r"10~mg -- 20~mg --- ``quoted''", "10 mg – 20 mg — “quoted”"),
        (r"A \& B, 5\%, \$3, a\_b", "A & B, 5%, $3, a_b"),
        (r"$\beta$-catenin $\geq$ 2 \textit{in vitro}", "β-catenin ≥ 2 in vitro"),
        ("plain", "plain"),
    ],
)
def test_latex_letters(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


@given(st.text(alphabet='@article{}=,"#\\ \nab1', max_size=120))
def test_no_text_stops_the_bibtex_reader(text: str) -> None:
    for item in parse_bibtex(text):
        assert item.line >= 1


_word = st.text(alphabet="abcdefgh é5", min_size=1, max_size=20)


@given(st.lists(st.tuples(_word, _word), min_size=1, max_size=5))
def test_entries_come_back_as_they_were_written(pairs: list[tuple[str, str]]) -> None:
    text = "\n".join(f'@article{{k{n}, title = {{{title}}}, note="{note}"}}' for n, (title, note) in enumerate(pairs))
    entries = [item for item in parse_bibtex(text) if isinstance(item, BibEntry)]
    assert [(e.fields["title"], e.fields["note"]) for e in entries] == pairs


RIS = f"""\
TY  - JOUR
AU  - Doe, Jo
AU  - Roe, Al
TI  - On magnesium and the
  brain of rats
PY  - 2012/05/03
JO  - J Things
DO  - 10.1234/abc
AN  - 22222
DB  - PubMed
AB  - {ABSTRACT}
ER  -

TY  - BOOK
T1  - A book without an end
Y1  - 1999
"""


def test_ris_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_text(RIS)
    (one, two), failures = read(path)
    assert failures == []
    assert one.source.id == "pmid:22222"
    assert one.source.title == "On magnesium and the brain of rats"
    assert (one.source.year, one.source.date, one.source.authors) == (2012, "2012-05-03", ("Doe, Jo", "Roe, Al"))
    assert [item.locator for item in one.passages] == ["title", "abstract", "abstract"]
    assert (two.source.title, two.source.kind) == ("A book without an end", "book")


def test_a_ris_record_without_title_is_reported_by_its_line(tmp_path: Path) -> None:
    assert failure(tmp_path / "a.ris", "\nTY  - JOUR\nAU  - Doe, Jo\nER  - \n").place == "line 2"


NBIB = f"""
PMID- 30000001
DP  - 2018 Feb
TI  - On magnesium and the
      brain of rats.
LID - 10.1234/abc [doi]
AB  - {ABSTRACT}
FAU - Doe, Jo
JT  - Journal of things
PT  - Journal Article
PT  - Retracted Publication
PMC - PMC5771820

PMID- 30000002
TI  - Another.
"""


def test_pubmeds_own_format_is_read_even_from_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "pubmed.txt"
    path.write_text(NBIB)
    (one, two), _ = read(path)
    assert one.source.identifiers == {"doi": "10.1234/abc", "pmcid": "PMC5771820", "pmid": "30000001"}
    assert (one.source.title, one.source.year, one.source.retracted) == (
        "On magnesium and the brain of rats",
        2018,
        True,
    )
    assert two.source.retracted is None


CSL = {
    "id": "x",
    "type": "article-journal",
    "title": "On magnesium and the brain of rats",
    "author": [
        {"family": "Doe", "given": "Jo"},
        {"literal": "The Group"},
        {"family": "Berg", "non-dropping-particle": "van den"},
    ],
    "issued": {"date-parts": [[2012, 5, 3]]},
    "container-title": "J Things",
    "DOI": "10.1234/abc",
    "note": "PMID: 777",
    "abstract": ABSTRACT,
}
ZOTERO = {
    "itemType": "journalArticle",
    "title": "On magnesium and the brain of rats",
    "creators": [
        {"creatorType": "author", "firstName": "Jo", "lastName": "Doe"},
        {"creatorType": "editor", "lastName": "Ed"},
    ],
    "date": "2012-05-03",
    "DOI": "10.1234/abc",
    "extra": "PMID: 777",
    "abstractNote": ABSTRACT,
}
ZOTERO_CSV = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Extra","Abstract Note"\n'
    '"ABC","journalArticle","2012","Doe, Jo; Roe, Al","On magnesium and the brain of rats","J Things","10.1234/abc",'
    f'"PMID: 777","{ABSTRACT}"\n'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps([CSL])),
        ("b.json", json.dumps({"items": [ZOTERO, {"itemType": "note", "note": "mine"}]})),
        ("c.csv", ZOTERO_CSV),
    ],
)
def test_zoteros_exports_agree(tmp_path: Path, name: str, content: str) -> None:
    item = only(tmp_path / name, content)
    assert item.source.id == "pmid:777"
    assert item.source.identifiers == {"doi": "10.1234/abc", "pmid": "777"}
    assert item.source.title == "On magnesium and the brain of rats"
    assert item.source.year == 2012
    assert item.source.authors[0] == "Doe, Jo"
    assert "Ed" not in item.source.authors
    assert [passage.locator for passage in item.passages] == ["title", "abstract", "abstract"]


def test_names_with_particles_stay_whole(tmp_path: Path) -> None:
    assert only(tmp_path / "a.json", json.dumps([CSL])).source.authors[1:] == ("The Group", "van den Berg")


def test_exports_of_one_library_agree_on_works_without_identifiers(tmp_path: Path) -> None:
    one = only(tmp_path / "a.bib", "@article{x, title={On the Growth of Things}, year={2001}, author={Doe, Jo}}")
    two = only(tmp_path / "b.ris", "TY  - JOUR\nTI  - On the growth of things.\nPY  - 2001\nAU  - J. Doe\nER  - \n")
    assert one.source.id == two.source.id
