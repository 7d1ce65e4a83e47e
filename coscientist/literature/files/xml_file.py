"""XML files: articles in JATS, and records exported from PubMed."""

from collections.abc import Iterator

from coscientist.domain.errors import FileError
from coscientist.literature.files.content import file_id, read_bytes
from coscientist.literature.files.records import imported
from coscientist.literature.files.values import Imported, ImportFailure, Opened
from coscientist.literature.sources.pubmed_xml import read_article_set
from coscientist.literature.text.jats import articles, read_article
from coscientist.literature.text.safe_xml import parse_xml


def read_xml_file(opened: Opened) -> Iterator[Imported]:
    """Yield each article or record of an XML file. Raises: FileError for other XML, XmlError for what is none."""
    data = read_bytes(opened)
    root = parse_xml(data)
    if root.tag == "PubmedArticleSet":
        for number, source in enumerate(read_article_set(root, opened.name), start=1):
            if source is None:
                why = "The record has no title or no PMID."
                yield ImportFailure(file=opened.label, why=why, remedy="Export it again.", place=f"record {number}")
            else:
                yield imported(opened, source)
        return
    found = False
    for number, article in enumerate(articles(root), start=1):
        opened.deadline.check()
        found = True
        name = file_id(data) if number == 1 else f"{file_id(data)}-{number}"
        read = read_article(article, fallback_id=name, found_in=opened.name)
        remarks = () if len(read.blocks) > 1 else ("It holds no more text than its abstract.",)
        yield imported(opened, read.source, read.blocks, remarks)
    if not found:
        raise FileError(
            f"The XML is neither a JATS article nor PubMed records (its root is <{root.tag}>).",
            "Export it as JATS, HTML or plain text.",
        )
