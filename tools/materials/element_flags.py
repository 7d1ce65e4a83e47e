"""Elements that are scarce, toxic or radioactive, each list with where it was published. Text only."""

from coscientist.domain.base import Value


class ElementList(Value):
    """A published list of elements and what being on it means."""

    name: str
    elements: frozenset[str]
    source: str
    meaning: str


CRITICAL = ElementList(
    name="critical raw material in the EU",
    elements=frozenset(
        # Named as elements, or through their ore: baryte (Ba), bauxite (Al), fluorspar (F), phosphate rock (P);
        # feldspar and coking coal are minerals without an element of their own. Graphite is carbon: left out.
        "Sb As Al Ba Be Bi B Co Cu F Ga Ge Hf He Li Mg Mn Ni Nb P Sc Si Sr Ta Ti W V "
        "Y La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Ru Rh Pd Os Ir Pt".split()
    ),
    source="Regulation (EU) 2024/1252, Annex II",
    meaning="supply is at risk; check price and availability",
)
TOXIC = ElementList(
    name="toxic element of public-health concern",
    elements=frozenset({"As", "Cd", "Hg", "Pb"}),
    source="WHO, Ten chemicals of major public health concern (2010)",
    meaning="toxic in small amounts in most of its compounds; handle and dispose of as such",
)
CARCINOGENIC = ElementList(
    name="element with compounds carcinogenic to humans",
    elements=frozenset({"As", "Be", "Cd", "Cr", "Ni"}),
    source="IARC Monographs volume 100C (2012)",
    meaning="group 1 for some of its compounds (chromium only as chromium(VI)); see the safety sheet of the compound",
)
RADIOACTIVE = ElementList(
    name="element without a stable isotope",
    elements=frozenset(
        "Tc Pm Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts "
        "Og".split()
    ),
    source="IUPAC, Isotopic compositions of the elements 2013, doi:10.1515/pac-2015-0503",
    meaning="needs a licence and radiation protection",
)
LISTS = (CRITICAL, TOXIC, CARCINOGENIC, RADIOACTIVE)


def flagged(elements: tuple[str, ...], listed: ElementList) -> tuple[str, ...]:
    """Return which elements are on a list, sorted."""
    return tuple(sorted(set(elements) & listed.elements))
