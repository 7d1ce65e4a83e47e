"""Doped compositions that are proposed: in which host, at which site, with what making up for the charge.

Only what a paper writes down is built on: a composition with a variable, or a doped formula beside the plain one, tells
where the known element goes. Another ion of its charge is then put in its place, so that the same makes up for it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from coscientist.agents.wording import joined
from coscientist.agents.workbench import Workbench
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.dopants import dopants
from coscientist.literature.extraction.series import Series, all_series
from coscientist.literature.extraction.structure_types import families, family_of
from coscientist.literature.extraction.written_formulae import plain_formulae
from coscientist.literature.passage_filter import PassageFilter

LOST = 0.1
"""Largest share of any element of the host that a first series takes out, where no paper says how far it goes."""
STEPS = 4
ANOTHER_FAMILY = 0.5
"""Weight of a host of another family than the goal names."""
OF_A_PAPER = 200
"""Passages of one paper that are looked at."""
NAMING = 50


class Site(NamedTuple):
    """A host in which a known element was tried."""

    series: Series
    family: str
    claims: tuple[Claim, ...]
    """Those of the papers that write of it."""
    assumed: bool = False
    """Whether it is taken for granted that oxygen vacancies make up for the charge."""

    @property
    def host(self) -> str:
        """Name the host: `garnet Li7La3Zr2O12`."""
        return f"the {self.family} {self.series.host_formula}" if self.family else self.series.host_formula


def sites_of(bench: Workbench, element: str, claims: Sequence[Claim]) -> list[Site]:
    """Return the hosts into which the papers behind claims put an element, by the formulae that they write."""
    everywhere: dict[tuple[tuple[str, float], ...], Site] = {}
    for source in sorted({claim.source for claim in claims if claim.source}):
        texts = texts_of(bench, source)
        own = tuple(claim for claim in claims if claim.source == source)
        for item in _written_of(bench, texts, element):
            if item.site is not None:
                names = (item.written, item.host_formula)
                known = everywhere.get(item.host)
                family = family_of(names, texts) or (known.family if known else "")
                before = known.claims if known else ()
                everywhere[item.host] = Site(known.series if known else item, family, (*before, *own))
    return list(everywhere.values())


def _written_of(bench: Workbench, texts: Sequence[str], element: str) -> list[Series]:
    """Return the series of an element that a paper writes, and those of others for hosts that it only names."""
    own = [item for item in all_series(texts) if item.put_in == element]
    named = set(plain_formulae(texts)) - {item.host_formula for item in own}
    for host in sorted(named):
        papers = {hit.passage.source for hit in bench.library.search(host, limit=NAMING)}
        for source in sorted(papers):
            own += [
                item
                for item in all_series(texts_of(bench, source))
                if item.put_in == element and item.host_formula == host and item.host not in {each.host for each in own}
            ]
    return own


def texts_of(bench: Workbench, source: str) -> list[str]:
    """Return the title of a paper and its passages."""
    title = [item.title for item in bench.library.sources([source]).values()]
    return [*title, *(passage.quote for passage in _passages(bench, source))]


def _passages(bench: Workbench, source: str) -> list[Passage]:
    vector = bench.embedder.encode(["composition"])[0]
    found = bench.library.nearest(vector, limit=OF_A_PAPER, among=PassageFilter(sources=(source,)))
    return sorted((item.passage for item in found), key=lambda passage: passage.id)


def is_reported(bench: Workbench, element: str, series: Series) -> bool:
    """Say whether a paper of the corpora that names a host speaks of putting an element into a material.

    Limits: hosts by their formula; a paper that names the host and another material may mean the other.
    """
    host = series.host_formula
    near = bench.library.search(host, limit=NAMING)
    papers = {hit.passage.source for hit in near}
    for source in sorted(papers):
        texts = texts_of(bench, source)
        hosts = {item.host_formula for item in all_series(texts)}
        if not (host in hosts or any(host in text for text in texts)):
            continue
        if any(concept.identifiers.get("element") == element for concept in dopants(texts)):
            return True
    return False


def paid(site: Site, element: str, charge: int) -> Site:
    """Let oxygen vacancies make up for a charge that is missing, where neither paper nor a valence of the host does.

    Source: Kröger and Vink 1956, https://doi.org/10.1016/S0081-1947(08)60135-6
    """
    from coscientist.tools.materials.doping import NEUTRAL, net_charge, paying_valence, read_doping

    series = site.series.of(element)
    amount = levels(series)[-1]
    doping = read_doping(series.host_formula, series.at(amount))
    left = net_charge(doping, charge)
    unpaid = left is not None and left[0] < -NEUTRAL and paying_valence(doping, left[0]) is None
    if left is None or not unpaid or "O" not in dict(series.host) or "O" in dict(series.changes):
        return site
    changes = (*series.changes, ("O", round(left[0] / 2 / amount, 4)))
    return site._replace(series=site.series.model_copy(update={"changes": changes}), assumed=True)


def doped(site: Site, element: str, charge: int) -> Concept:
    """Return the doped host as something that one can make, with its compositions."""
    series = site.series.of(element)
    amounts = levels(series)
    host = series.host_formula
    made = [series.at(amount) for amount in amounts]
    return Concept(
        id=f"doped:{host}:{element}",
        name=f"{element} doping of {site.host}",
        kind=ConceptKind.MATERIAL,
        synonyms=(f"{element}-doped {host}", f"{host} doped with {element}", made[-1]),
        identifiers={
            "element": element,
            "host": host,
            "formula": made[-1],
            "charge": str(charge),
            "site": series.site or "",
            "series": "; ".join(made),
            "model": site.series.at(amounts[-1]),
            "amounts": "; ".join(f"{amount:g}" for amount in amounts),
        },
    )


def levels(series: Series) -> list[float]:
    """Return the atoms to put into a formula unit, rising in even steps.

    The last is where the series of the paper ends; without one, a tenth of any element of the host is lost at most.
    """
    held = dict(series.host)
    bounds = [-held[symbol] / change for symbol, change in series.changes if change < 0]
    top = LOST * min(bounds)
    if series.most is not None:
        top = min(series.most, 0.9 * min(bounds))
    return [float(f"{top * step / STEPS:.3g}") for step in range(1, STEPS + 1)]


def charge_told(series: Series, made: Concept) -> str:
    """Say what makes up for the charge: `each Ga takes the place of one Li, and 2 Li fewer make up for its charge`.

    Whether anything has to is computed: where the paper tells no counterpart for a charge, that is said.
    """
    from coscientist.tools.materials.doping import NEUTRAL, net_charge, read_doping

    stated = made.identifiers
    place = f"each {stated['element']} takes the place of one {series.site}"
    changes = {symbol: change + (symbol == series.site) for symbol, change in series.changes}
    beside = {symbol: change for symbol, change in changes.items() if abs(change) > 1e-6}
    if beside:
        told = [f"{abs(change):g} {symbol} {'fewer' if change < 0 else 'more'}" for symbol, change in beside.items()]
        one = len(told) == 1 and told[0].startswith("1 ")
        return f"{place}, and {' and '.join(told)} {'makes' if one else 'make'} up for its charge"
    left = net_charge(read_doping(stated["host"], stated["formula"]), int(stated["charge"]))
    if left is not None and abs(left[0]) < NEUTRAL:
        return f"{place} of the same charge"
    return f"{place}; what makes up for its charge (vacancies, another valence) is not told"


def composition_told(bench: Workbench, site: Site, made: Concept) -> str:
    """Say which compositions to make, what makes up for the charge, and where the goal asks for another family."""
    asked = families(bench.plan.goal)
    written = site.series.written
    other = f" It is {_a(site.family)}, not the {joined(asked)} of the goal." if asked_for(bench, site) < 1 else ""
    told = charge_told(site.series, made)
    told += " (oxygen vacancies, which the paper does not tell)" if site.assumed else ""
    return f" Up to {made.identifiers['formula']}: {told}, as {'for' if ' ' in written else 'in'} {written}.{other}"


def asked_for(bench: Workbench, site: Site) -> float:
    """Return the weight of a host: less where the goal names another family."""
    named = families(bench.plan.goal)
    return ANOTHER_FAMILY if named and site.family not in named else 1.0


def _a(family: str) -> str:
    return f"{'an' if family[:1] in 'aeiou' else 'a'} {family}" if family else "another material"
