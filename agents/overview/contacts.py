"""Contacts: whom one might ask, drawn only from the authors of sources on which the hypotheses rest."""

from coscientist.agents.overview.material import Material, first_sources
from coscientist.agents.overview.values import Contact
from coscientist.agents.prompting import PROMPTS, label_of, plain
from coscientist.domain.base import Value
from coscientist.domain.literature import Source
from coscientist.llm.record.outcome import Failure

ROLE = "meta-review/contacts"
MOST = 6
SOURCES = 20
AUTHORS = 12
"""Authors of one source that are shown."""


class ContactWritten(Value):
    """Somebody to ask."""

    name: str
    """As it stands in the list."""
    sources: tuple[str, ...]
    """Identifiers of the sources that this person wrote: `S2`."""
    reason: str
    """What this person could tell that would settle something about a hypothesis shown, and about which."""


class ContactsWritten(Value):
    """People to ask."""

    contacts: tuple[ContactWritten, ...]


async def contacts(material: Material) -> tuple[tuple[Contact, ...], list[str]]:
    """Return the contacts, and what was left out; nobody who wrote none of the sources named is among them.

    Raises: BudgetEndedError.
    """
    bench = material.bench
    assert bench.model is not None
    sources = {f"S{n}": item for n, item in enumerate(first_sources(material.sources, SOURCES), start=1)}
    if not sources:
        return (), [f"{ROLE}: no source that is cited names its authors"]
    listed = [
        {"id": key, "title": item.title, "year": item.year or 0, "authors": list(item.authors[:AUTHORS])}
        for key, item in sources.items()
    ]
    values = {key: value for key, value in material.values().items() if key != "passages"}
    prompt = PROMPTS.get(ROLE).render(**values, sources=listed, most=MOST)
    answer = await bench.model.ask(ROLE, prompt, ContactsWritten)
    if isinstance(answer, Failure):
        return (), [f"{ROLE}: {answer}"]
    label = label_of(bench, answer)
    found: dict[str, Contact] = {}
    skipped: list[str] = []
    for item in answer.value.contacts[:MOST]:
        name = plain(item.name, 120)
        wrote = [sources[key] for key in dict.fromkeys(item.sources) if key in sources and _wrote(name, sources[key])]
        if not wrote or not plain(item.reason):
            skipped.append(f"{ROLE}: {name} was left out, because no source named for it has this author")
            continue
        reason = label + plain(item.reason, 500)
        found.setdefault(name, Contact(name=name, sources=tuple(source.id for source in wrote), reason=reason))
    return tuple(found.values()), skipped


def _wrote(name: str, source: Source) -> bool:
    return name.casefold() in {" ".join(author.split()).casefold() for author in source.authors[:AUTHORS]}
