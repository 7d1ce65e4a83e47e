"""Names and verbs in sentences: what a scientist would write, and not what a database holds."""

import pytest

from coscientist.agents.plurals import is_plural
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.wording import (
    acts,
    as_outcome,
    as_setting,
    capital,
    gerund,
    in_settings,
    intervention,
    measured,
    verb,
)
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept, ConceptKind

TAU = Concept(id="tau", name="tau", kind=ConceptKind.PROTEIN)
KINASE = Concept(id="gsk", name="GSK-3β", kind=ConceptKind.PROTEIN)
AGGREGATES = Concept(id="agg", name="α-synuclein aggregates", kind=ConceptKind.OTHER)
LITHIUM = Concept(id="li", name="lithium", kind=ConceptKind.COMPOUND)
SITE = Concept(
    id="s", name="tau phosphorylated at Ser396", kind=ConceptKind.PROTEIN, parent="tau", modification="phosphorylation"
)


def claim_on(aspect: str | None) -> Claim:
    return Claim(
        id="c",
        subject="li",
        predicate=Predicate.DECREASES,
        object="gsk",
        passages=(),
        object_aspect=aspect,
        made_by="t",
    )


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("tau phosphorylation falls", "Tau phosphorylation falls"),
        ("knock-down of SYK", "Knock-down of SYK"),
        ("(-)-epicatechin", "(-)-Epicatechin"),
        ("5-fluorouracil", "5-Fluorouracil"),
        ("N-ethylretinamide", "N-Ethylretinamide"),
        ("rapamycin (sirolimus)", "Rapamycin (sirolimus)"),
        ("mTOR", "mTOR"),
        ("p62 (SQSTM1)", "p62 (SQSTM1)"),
        ("α-synuclein", "α-synuclein"),
        ("cAMP", "cAMP"),
        ("c-Jun", "c-Jun"),
    ],
)
def test_a_sentence_begins_with_a_capital_unless_the_name_has_a_spelling_of_its_own(text: str, begun: str) -> None:
    assert capital(text) == begun


@pytest.mark.parametrize(
    "name",
    ["nicotinic receptors", "tau aggregates", "cinnamaldehydes", "reactive oxygen species", "NMDA receptors (x)"],
)
def test_several_things_are_seen_as_several(name: str) -> None:
    assert is_plural(name)


@pytest.mark.parametrize("name", ["apoptosis", "KRAS", "GSK-3β", "diabetes", "thymus", "mitochondrial dynamics", "gas"])
def test_one_thing_whose_name_ends_in_s_is_one(name: str) -> None:
    assert not is_plural(name)


def test_verbs_agree_with_several_subjects() -> None:
    statins = Concept(id="st", name="statins", kind=ConceptKind.COMPOUND)
    assert acts(-1, statins, TAU) == "statins lower tau"
    assert acts(-1, LITHIUM, TAU) == "lithium lowers tau"


def test_a_state_is_named_as_what_one_measures() -> None:
    assert as_outcome(SITE) == "tau phosphorylation at Ser396"
    assert readout_of(SITE) == "tau phosphorylation at Ser396, relative to total tau"
    assert readout_kind(SITE) == "phosphorylation"


def test_aggregates_are_named_by_their_forming_so_that_one_verb_fits() -> None:
    assert as_outcome(AGGREGATES) == "α-synuclein aggregation"
    assert acts(-1, LITHIUM, AGGREGATES) == "lithium reduces α-synuclein aggregation"


def test_what_claims_say_of_an_activity_is_measured_as_activity_and_not_as_amount() -> None:
    kinase = [claim_on("kinase activity")]
    assert acts(-1, LITHIUM, KINASE, kinase) == "lithium inhibits GSK-3β"
    assert (readout_of(KINASE, kinase), readout_kind(KINASE, kinase)) == ("GSK-3β activity", "kinase activity")
    assert measured(KINASE, kinase) == "GSK-3β activity"


def test_what_claims_say_of_an_amount_is_measured_as_amount() -> None:
    amount = [claim_on(None)]
    assert acts(-1, LITHIUM, KINASE, amount) == "lithium lowers GSK-3β"
    assert (readout_of(KINASE, amount), readout_kind(KINASE, amount)) == ("GSK-3β protein level", "protein abundance")


def test_a_receptor_is_not_measured_as_an_enzyme() -> None:
    receptor = Concept(id="r", name="α7 nicotinic receptor", kind=ConceptKind.PROTEIN)
    assert readout_kind(receptor, [claim_on("activity")]) == "electrophysiology"


def test_the_effect_of_a_compound_is_counteracted_and_the_compound_not_inhibited() -> None:
    peroxide = Concept(id="h", name="hydrogen peroxide", kind=ConceptKind.COMPOUND)
    assert acts(-1, LITHIUM, peroxide, [claim_on("activity")]) == "lithium counteracts hydrogen peroxide"


@pytest.mark.parametrize(
    ("concept", "more", "less"),
    [
        (LITHIUM, "lithium", "depletion of lithium"),
        (KINASE, "over-expression of GSK-3β", "knock-down of GSK-3β"),
        (
            Concept(id="g", name="MIR34B gene", kind=ConceptKind.GENE),
            "over-expression of MIR34B",
            "knock-down of MIR34B",
        ),
        (Concept(id="m", name="Al2O3", kind=ConceptKind.MATERIAL), "addition of Al2O3", "removal of Al2O3"),
        (
            Concept(id="p", name="oxidative stress", kind=ConceptKind.PROCESS),
            "more oxidative stress",
            "less oxidative stress",
        ),
    ],
)
def test_an_intervention_is_what_a_laboratory_would_do(concept: Concept, more: str, less: str) -> None:
    assert (intervention(concept, 1), intervention(concept, -1)) == (more, less)


def test_a_registry_number_in_brackets_stays_out_of_sentences() -> None:
    numbered = Concept(id="x", name="PUGNAc (PubChem 9576811)", kind=ConceptKind.COMPOUND)
    assert intervention(numbered, 1) == "PUGNAc"
    assert acts(1, numbered, TAU) == "PUGNAc raises tau"


@pytest.mark.parametrize("sign", [1, -1, 0])
@pytest.mark.parametrize("kind", list(ConceptKind))
def test_every_kind_of_thing_has_a_verb_and_its_gerund(kind: ConceptKind, sign: int) -> None:
    concept = Concept(id="x", name="thing", kind=kind)
    assert verb(sign, concept).endswith("s")
    assert gerund(sign, concept).split(" ")[0].endswith("ing")


def test_what_one_reads_off_rises_and_falls_and_is_neither_worse_nor_better() -> None:
    pressure = Concept(id="bp", name="blood pressure", kind=ConceptKind.DISEASE)
    asthma = Concept(id="as", name="asthma", kind=ConceptKind.DISEASE)
    assert (verb(-1, pressure), verb(-1, asthma)) == ("lowers", "alleviates")
    assert (readout_kind(pressure), readout_kind(asthma)) == ("quantity", "behaviour")


@pytest.mark.parametrize(
    ("name", "kind", "where"),
    [
        ("Parkinson's disease", ConceptKind.DISEASE, "Parkinson's disease"),
        ("microglia", ConceptKind.OTHER, "microglia"),
        ("amyloid-β oligomers", ConceptKind.OTHER, "cells exposed to amyloid-β oligomers"),
        ("glutamate", ConceptKind.COMPOUND, "cells exposed to glutamate"),
    ],
)
def test_a_molecule_as_setting_is_what_cells_are_exposed_to(name: str, kind: ConceptKind, where: str) -> None:
    assert as_setting(Concept(id="it", name=name, kind=kind)) == where


@pytest.mark.parametrize(
    ("names", "where"),
    [
        (("amyloid-β oligomers", "microglia"), "microglia exposed to amyloid-β oligomers"),
        (
            ("amyloid-β oligomers", "Parkinson's disease"),
            "cells exposed to amyloid-β oligomers in Parkinson's disease",
        ),
        (("dopaminergic neurons", "Parkinson's disease"), "dopaminergic neurons in Parkinson's disease"),
        (("neuroinflammation", "microglia", "gliosis"), "microglia in neuroinflammation and gliosis"),
        ((), ""),
    ],
)
def test_cells_of_the_setting_are_those_that_are_exposed(names: tuple[str, ...], where: str) -> None:
    assert in_settings([Concept(id=name, name=name, kind=ConceptKind.OTHER) for name in names]) == where


def test_a_protein_of_a_known_gene_acts_in_the_cells_of_the_setting() -> None:
    lrrk2 = Concept(id="it", name="LRRK2", kind=ConceptKind.PROTEIN, identifiers={"HGNC": "LRRK2"})
    assert as_setting(lrrk2) == "cells in which LRRK2 acts"


def test_a_synapse_is_supported_or_harmed_whatever_a_claim_calls_it() -> None:
    synapse = Concept(id="it", name="synapse", kind=ConceptKind.OTHER)
    assert (verb(1, synapse), verb(-1, synapse)) == ("supports", "harms")


def test_an_adjective_that_a_database_puts_last_stands_before_its_noun() -> None:
    turned = Concept(id="x", name="synaptic transmission, cholinergic", kind=ConceptKind.PROCESS)
    assert as_outcome(turned) == "cholinergic synaptic transmission"


@pytest.mark.parametrize("name", ["apoptosis", "cell death", "ferroptosis"])
def test_that_cells_die_is_read_by_counting_the_dead_and_not_the_living(name: str) -> None:
    assert readout_kind(Concept(id="process:it", name=name, kind=ConceptKind.PROCESS)) == "cell death"


def test_a_protein_variant_of_no_stated_site_is_called_a_mutant() -> None:
    variant = Concept(id="x", name="huntingtin variant", kind=ConceptKind.PROTEIN, modification="variant")
    assert as_outcome(variant) == "mutant huntingtin"
    assert as_outcome(variant.model_copy(update={"site": "Glu", "name": "huntingtin Glu variant"})).endswith(
        "Glu variant"
    )
