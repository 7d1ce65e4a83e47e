"""What sort of thing a name stands for, where a user's pack does not say: by its form alone.

Limits: a rule of thumb. `other` means that nothing can be told, and what is of kind `other` is proposed neither as an
intervention nor as a mediator; a pack that states its kinds needs none of this.
"""

import re

from coscientist.domain.concept import ConceptKind

_ELEMENTS = frozenset(
    """H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb
    Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg
    Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu""".split()
)
_NON_METALS = frozenset("H C N O S P F Cl Br I".split())
_FORMULA = re.compile(r"(?:[A-Z][a-z]?(?:\d+(?:\.\d+)?)?|[()\[\]]\d*|-)+")
_DISEASE = re.compile(
    r"\b(disease|syndrome|cancer|tumou?r|disorder|failure|injury|dystrophy|dementia|infarct\w*|\w*fibrosis)\b|"
    r"\w(itis|oma|pathy|emia|aemia|sclerosis)$",
    re.IGNORECASE,
)
_PROCESS = re.compile(
    r"\b(autophagy|apoptosis|signal\w*|transport|inflammation|stress|differentiation|proliferation|migration|"
    r"aggregation|metabolism|respiration|death|survival|secretion|senescence|response|biogenesis|\w*synthesis|"
    r"production|accumulation|deposition|release|uptake|clearance)\b|"
    r"\w(phagy|ptosis|genesis|lysis|ation)$",
    re.IGNORECASE,
)
_PROPERTY = re.compile(
    r"\b(conductivity|band ?gap|coefficient|modulus|strength|hardness|toughness|permittivity|density|capacity|"
    r"efficiency|resistivity|viscosity|melting point|yield|solubility)$",
    re.IGNORECASE,
)
_RNA = re.compile(r"^(\w{3}-)?(mir|let)-?\d|\b(mrna|lncrna|microrna)$", re.IGNORECASE)
_COMPOUND_WORD = re.compile(
    r"^poly\([^()]+\)$|^[\w-]{2,}(?:onium|inium|ylium|zolium|amine|idine) (?:iodide|bromide|chloride|fluoride|formate|"
    r"thiocyanate|tetrafluoroborate|hexafluorophosphate)$|"
    r"\w*(?:ammonium|amidinium) (?:iodide|bromide|chloride|formate)$|"
    r"\b(?!amino|nucleic|fatty|bile|ribonucleic|organic|linked|binding)\w{4,}(ic|enoic) acid( \w+ate)?$|"
    r"\w{4,} (acetate|hydrochloride|mesylate|tartrate|maleate)$",
    re.IGNORECASE,
)
_PROTEIN_WORD = re.compile(
    r"\b(receptors?|channels?|transporters?|protein|collagen|interleukin|integrin)\b|"
    r"\w(?<!incre)(?<!decre)(?<!datab)ase( [\w-]{1,4})?$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(
    r"^(?=(?:[^A-Z]*[A-Z]){2})[A-Zαβγδκ][A-Z0-9αβγδκ]{1,9}([-/][A-Z0-9αβγδκ]{1,3})*$|^p\d{2}$|^[a-z][A-Z]{2,}\d*[α-ω]?$|"
    r"^[A-Za-z][a-z]{2}[A-Z]$"
)
_CODE = re.compile(r"^[A-Z]{1,4}-?\d{4,}[A-Z]?$")
_FORMS = (
    (ConceptKind.COMPOUND, _COMPOUND_WORD),
    (ConceptKind.DISEASE, _DISEASE),
    (ConceptKind.PROPERTY, _PROPERTY),
    (ConceptKind.PROCESS, _PROCESS),
    (ConceptKind.PROTEIN, _PROTEIN_WORD),
)
_NO_SYMBOL = frozenset("DNA RNA mRNA siRNA dsDNA ROS LDL HDL PBS CO2 H2O NO2 NH3".split())
_SMALL_MOLECULES = frozenset("ATP ADP AMP GTP GDP NAD NADH NADPH cAMP cGMP H2O2 DMSO".split())


def kind_by_name(name: str) -> ConceptKind:
    """Tell a kind by the form of a name: a formula, the symbol of a gene product, an ending; `other` when it has none.

    Symbols such as IL-6 and TGFB1 count as proteins, codes such as SB-203580 as compounds.
    """
    if name in _NO_SYMBOL:
        return ConceptKind.OTHER
    if name in _SMALL_MOLECULES or _CODE.match(name):
        return ConceptKind.COMPOUND
    if name.endswith(" gene"):
        return ConceptKind.GENE
    if _RNA.search(name):
        return ConceptKind.RNA
    if is_formula(name):
        organic = set(re.findall(r"[A-Z][a-z]?", name)) <= _NON_METALS
        return ConceptKind.COMPOUND if organic else ConceptKind.MATERIAL
    if _SYMBOL.match(name):
        return ConceptKind.PROTEIN
    return next((kind for kind, form in _FORMS if form.search(name)), ConceptKind.OTHER)


def is_formula(name: str) -> bool:
    """Say whether a name is a chemical formula: several elements, one of them with a small letter.

    The small letter keeps symbols of genes apart, many of which (NOS2, PON1) would read as formulae.
    """
    if not _FORMULA.fullmatch(name) or not any(letter.islower() for letter in name):
        return False
    elements = re.findall(r"[A-Z][a-z]?", name)
    return len(set(elements)) > 1 and all(element in _ELEMENTS for element in elements)
