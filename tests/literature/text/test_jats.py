"""Articles in JATS: the record, the paragraphs, and what is left out."""

from coscientist.literature.text.jats import Article, articles, read_article
from coscientist.literature.text.safe_xml import parse_xml
from tests.support.shared_data import shared

ARTICLE = """<article article-type="{kind}" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>
<article-id pub-id-type="doi">10.1234/A</article-id>
<title-group><article-title>On <italic>E. coli</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Doe</surname><given-names>Jo</given-names></name></contrib>
<contrib contrib-type="author"><collab>The Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Ed</surname></name></contrib></contrib-group>
<pub-date pub-type="epub"><year>2011</year></pub-date><pub-date pub-type="ppub"><year>2012</year></pub-date>
<pub-date pub-type="nihms-submitted"><year>2019</year></pub-date>
<permissions><license xlink:href="http://creativecommons.org/licenses/by/4.0/"/></permissions>{related}
<abstract><p>Short.</p></abstract></article-meta></front><body>
<sec><title>Results</title><p>It was 10<sup>5</sup> cells.<sup><xref ref-type="bibr" rid="r1">1</xref></sup> And
<xref ref-type="bibr" rid="r1">[1]</xref> Ca<sup>2+</sup>.</p><table-wrap><p>CELL</p></table-wrap>
<sec><title>Deep</title><p>Deeper. <fig><caption><p>CAPTION</p></caption></fig></p></sec></sec></body>
<back><ref-list><ref><p>REFERENCE</p></ref></ref-list></back></article>"""


def read(kind: str = "research-article", related: str = "") -> Article:
    root = parse_xml(ARTICLE.format(kind=kind, related=related).encode())
    return read_article(next(articles(root)), fallback_id="file-1", found_in="a.xml")


def test_the_record_is_read() -> None:
    source = read().source
    assert source.id == "doi:10.1234/a"
    assert source.title == "On E. coli"
    assert source.authors == ("Doe, Jo", "The Group")
    assert (source.year, source.other_years) == (2012, (2011,))
    assert source.licence == "CC BY 4.0"


def test_paragraphs_have_their_sections_and_nothing_of_tables_figures_and_references() -> None:
    blocks = read().blocks
    assert [block.locator for block in blocks] == ["abstract", "Results", "Results > Deep"]
    text = " ".join(block.text for block in blocks)
    assert not any(word in text for word in ("CELL", "CAPTION", "REFERENCE"))


def test_exponents_stay_exponents_and_raised_reference_numbers_do_not_become_digits() -> None:
    assert read().blocks[1].text == "It was 10^5 cells. And [1] Ca2+."


def test_a_review_and_a_retraction_are_known() -> None:
    assert read("review-article").source.kind == "review"
    notice = read("retraction", '<related-article related-article-type="retracted-article" xlink:href="10.1/b"/>')
    assert (notice.source.kind, notice.source.retracted) == ("other", None)
    gone = read(related='<related-article related-article-type="retraction-forward" xlink:href="10.1/n"/>')
    assert (gone.source.retracted, gone.source.retraction) == (True, "10.1/n")


def test_a_real_article_is_read_whole() -> None:
    root = parse_xml(shared("api-recordings", "jats-fulltext", "pntd.0002065.xml").read_bytes())
    article = read_article(next(articles(root)), fallback_id="x", found_in="f")
    assert article.source.id == "pmid:23469300"
    assert article.source.authors[0] == "Fafetine, José"
    assert {"Introduction", "Results", "Discussion"} <= {b.locator.split(" > ")[0] for b in article.blocks if b.locator}


def test_articles_in_a_set_are_found() -> None:
    root = parse_xml(shared("api-recordings", "ncbi-eutils", "efetch-pmc-6329583-jats.xml").read_bytes())
    assert len(list(articles(root))) == 1
