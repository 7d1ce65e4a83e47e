"""The services: where they are, how often they may be asked, and under which terms they answer."""

from coscientist.domain.base import Value


class Service(Value):
    """What an adapter must respect about a service."""

    name: str
    """As `--source` takes it."""
    title: str
    base: str
    interval_seconds: float
    """Between two requests without a key."""
    interval_with_key_seconds: float
    """Between two requests with a key or an address."""
    page: int
    """The most records that one search returns."""
    key_parameter: str | None = None
    key_header: str | None = None
    mailto_parameter: str | None = None
    retry_refusals: bool = False
    """Whether 403 means `too often` here."""
    terms: str
    metadata_licence: str


SERVICES: dict[str, Service] = {
    service.name: service
    for service in (
        Service(
            name="europe-pmc",
            title="Europe PMC",
            base="https://www.ebi.ac.uk/europepmc/webservices/rest",
            interval_seconds=0.25,
            interval_with_key_seconds=0.25,
            page=100,
            terms="https://europepmc.org/Copyright",
            metadata_licence="free to reuse; abstracts and full texts under each article's own licence",
        ),
        Service(
            name="pubmed",
            title="PubMed",
            base="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
            interval_seconds=0.35,
            interval_with_key_seconds=0.11,
            page=100,
            key_parameter="api_key",
            mailto_parameter="email",
            terms="https://www.ncbi.nlm.nih.gov/books/NBK25497/",
            metadata_licence="public domain; abstracts may be their publishers'",
        ),
        Service(
            name="openalex",
            title="OpenAlex",
            base="https://api.openalex.org",
            interval_seconds=0.2,
            interval_with_key_seconds=0.1,
            page=100,
            key_parameter="api_key",
            retry_refusals=True,
            terms="https://developers.openalex.org/api-reference/authentication",
            metadata_licence="CC0",
        ),
        Service(
            name="crossref",
            title="Crossref",
            base="https://api.crossref.org",
            interval_seconds=1.0,
            interval_with_key_seconds=0.35,
            page=100,
            mailto_parameter="mailto",
            terms="https://www.crossref.org/documentation/retrieve-metadata/rest-api/",
            metadata_licence="facts without copyright; abstracts may be their publishers'",
        ),
        Service(
            name="arxiv",
            title="arXiv",
            base="https://export.arxiv.org/api",
            interval_seconds=3.0,
            interval_with_key_seconds=3.0,
            page=100,
            terms="https://info.arxiv.org/help/api/tou.html",
            metadata_licence="CC0",
        ),
        Service(
            name="semantic-scholar",
            title="Semantic Scholar",
            base="https://api.semanticscholar.org/graph/v1",
            interval_seconds=3.0,
            interval_with_key_seconds=1.0,
            page=100,
            key_header="x-api-key",
            retry_refusals=True,
            terms="https://www.semanticscholar.org/product/api/license",
            metadata_licence="ODC-BY; attribution to Semantic Scholar",
        ),
        Service(
            name="unpaywall",
            title="Unpaywall",
            base="https://api.unpaywall.org/v2",
            interval_seconds=1.0,
            interval_with_key_seconds=1.0,
            page=50,
            mailto_parameter="email",
            terms="https://unpaywall.org/products/api",
            metadata_licence="CC0",
        ),
    )
}
