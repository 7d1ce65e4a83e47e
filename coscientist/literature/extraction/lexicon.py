"""The words by which sentences say what acts on what, with their signs.

A sign is +1 where more of the subject makes more of the object, -1 where it makes less, 0 where no direction is said.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Cue(NamedTuple):
    """What a word says about the things around it."""

    sign: int
    aspect: str | None = None
    """What of the object it is about, as `degradation`."""
    symmetric: bool = False
    """Whether it says that things go together and not that one acts."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INCREASE = """accelerate activate aggravate amplify augment boost cause confer drive elevate elicit enhance
    evoke exacerbate facilitate favor favour foster generate heighten improve increase induce initiate intensify
    maintain potentiate prolong promote provoke raise rescue restore stabilise stabilize stimulate strengthen support
    sustain trigger upregulate worsen normalise normalize encourage yield enable permit allow catalyse catalyze"""
_DECREASE = """abolish abrogate alleviate ameliorate antagonise antagonize arrest attenuate block blunt compromise
    counteract curb dampen decrease deplete destabilise destabilize diminish disrupt downregulate eliminate
    halt hamper hinder impair impede inactivate inhibit interrupt limit lower minimise minimize mitigate
    neutralise neutralize obstruct perturb preclude prevent protect quench reduce relieve repress delete ablate
    passivate restrain restrict retard
    reverse shorten silence slow suppress weaken delay disturb combat oppose scavenge"""
_OTHER = """affect alter control influence mediate modify modulate regulate target govern change"""
_TOGETHER = """associate correlate interact link relate colocalize colocalise coincide"""
_STATES = {
    "phosphorylate": "phosphorylation", "acetylate": "acetylation", "deacetylate": "acetylation",
    "ubiquitinate": "ubiquitination", "dephosphorylate": "phosphorylation", "methylate": "methylation",
    "hyperphosphorylate": "hyperphosphorylation", "nitrate": "nitration", "oxidize": "oxidation",
    "ubiquitylate": "ubiquitination", "sumoylate": "SUMOylation",
}  # fmt: skip
ADJECTIVES = {
    "phosphorylation": "phosphorylated", "hyperphosphorylation": "hyperphosphorylated", "acetylation": "acetylated",
    "ubiquitination": "ubiquitinated", "methylation": "methylated", "nitration": "nitrated", "oxidation": "oxidised",
    "SUMOylation": "SUMOylated", "aggregation": "aggregated",
}  # fmt: skip
"""States of proteins, with the word for a protein in it."""
STATES = {
    **{state.casefold(): state for state in ADJECTIVES},
    **{adjective: state for state, adjective in ADJECTIVES.items()},
    "ubiquitylation": "ubiquitination", "dephosphorylation": "phosphorylation", "deacetylation": "acetylation",
    "phospho": "phosphorylation", "aggregates": "aggregation",
}  # fmt: skip
"""Words that put the protein beside them into a state: `tau phosphorylation`, `phosphorylated tau`."""
_DOUBLING = _words("control prefer confer permit quel impel occur")

NOUNS: dict[str, Cue] = {
    **dict.fromkeys(
        """activation stimulation induction enhancement increase increases elevation upregulation up-regulation
        potentiation facilitation promotion acceleration augmentation overexpression accumulation restoration
        stabilization stabilisation elicitation rise amplification improvement exacerbation gain""".split(),
        Cue(1),
    ),
    **dict.fromkeys(
        """inhibition suppression reduction decrease decreases downregulation down-regulation blockade attenuation
        prevention impairment repression inactivation depletion loss silencing lowering diminution abolition
        antagonism disruption decline destabilization amelioration elimination knockdown knockout deletion ablation
        mitigation alleviation
        deficiency absence lack passivation uncoupling protection dysfunction reductions deficits
        targeting""".split(),
        Cue(-1),
    ),
    **dict.fromkeys("degradation clearance proteolysis breakdown removal".split(), Cue(1, "degradation")),
    **dict.fromkeys(
        "regulation modulation control alteration alterations changes effect effects action".split(), Cue(0)
    ),
    **dict.fromkeys(
        ["phosphorylation", "hyperphosphorylation", "acetylation", "ubiquitination", "methylation"], Cue(1)
    ),
    **dict.fromkeys(["secretion", "release", "production", "generation", "formation", "synthesis"], Cue(1)),
}
"""Nouns of change: `inhibition of X by Y`, `an increase in X`."""

BARE = _words(
    """phosphorylation hyperphosphorylation acetylation ubiquitination methylation nitration glycosylation sumoylation
    degradation proteolysis secretion expression transcription translation signaling signalling activity binding
    production synthesis aggregation oligomerization dimerization localization translocation internalization uptake
    release cleavage processing activation inhibition accumulation formation transport turnover clearance assembly
    polymerization fibrillization oxidation metabolism biosynthesis"""
)
"""What happens to things; with one beside it, such a word is about that thing and names none of its own."""

AGENTS: dict[str, Cue] = {
    **dict.fromkeys(
        "activator agonist inducer enhancer stimulator promoter mediator cause driver trigger".split(), Cue(1)
    ),
    **dict.fromkeys("inhibitor antagonist blocker suppressor repressor scavenger chelator".split(), Cue(-1)),
    **dict.fromkeys("regulator modulator ligand substrate target".split(), Cue(0)),
}
AGENTS |= {f"{word}s": cue for word, cue in AGENTS.items()}
"""What a thing is to another: `X, an inhibitor of Y`, `the Y inhibitor X`."""

NEEDED = _words("essential necessary required crucial critical important indispensable responsible sufficient needed")
"""`X is … for Y`: without it there is less."""
MORE = _words(
    """increased elevated enhanced higher greater augmented raised upregulated up-regulated high excessive excess
    overexpressed elevated increasing enhancing accelerated improved activated hyperactive restored stimulated"""
)
LESS = _words(
    """decreased reduced lower diminished impaired attenuated lowered downregulated down-regulated low deficient
    suppressed defective decreasing reducing inhibited less fewer lost absent abolished dysfunctional blocked
    compromised disrupted inactivated inactive deleted silenced"""
)
COMPARED = _words("higher lower greater fewer better larger smaller longer shorter")
LACKING = _words("lacking deficient null knockout knockdown -/- deficiency deletion haploinsufficiency")
SILENCERS = _words("sirna sirnas shrna shrnas antisense morpholino morpholinos rnai")
BLOCKERS = SILENCERS | _words("antibody antibodies antiserum antisera mab mabs")
"""What takes a thing away when it is against it; on its own it is no concept."""
OUTCOMES = _words(
    """outcome outcomes prognosis survival efficacy ability capacity effectiveness understanding diagnosis detection
    treatment therapy management sensitivity response responses quality potency tolerability effect effects action
    actions use risk"""
)
"""What of a thing is changed without there being more or less of the thing: `improves the outcome of X`."""
EFFECTS = _words("effect effects action actions")
"""What a thing does: more or less of that is neither more nor less of the thing."""
RESTORING = ("improv", "restor", "rescu", "normalis", "normaliz")
"""Verbs that make things as they should be: less of a harm, more of what is wanted."""
HARMS = re.compile(
    r"dysfunction|\bstress\b|damage|injur|inflammat|degenerat|toxicit|cell death|apoptosis|fibrosis|impairment|deficit",
    re.IGNORECASE,
)
"""Parts of the names of what is a harm by itself, beside diseases."""
MOVEMENTS = _words(
    """uptake reuptake transport efflux turnover sensitivity hypersensitivity supersensitivity responsiveness reactivity
    tachyphylaxis tolerance desensitization desensitisation binding"""
)
"""What happens to a thing; more or less of that says neither more nor less of the thing."""

PREPOSITIONS = _words(
    """of in on at by with to from for into within during after before following through via between among under
    upon against without throughout over toward towards despite per across along near like as than"""
)
ASIDE = _words("in at during within under throughout across along near among before despite per than like over")
"""Prepositions whose noun says where or when, and neither acts nor is acted on."""
AUXILIARIES = _words(
    """is are was were be been being has have had having do does did can could may might must will would shall should
    also not to thereby thus then further both either directly indirectly significantly markedly strongly potently
    able shown found known reported demonstrated observed thought believed considered seems seem appears appear
    selectively specifically dramatically effectively greatly substantially subsequently likely consistently partially
    partly completely fully dose-dependently concomitantly simultaneously rapidly negatively positively only even
    clearly alone itself themselves it has been suggested proposed again therefore still always often robustly
    previously recently inversely highly closely strictly mainly primarily severely slightly progressively efficiently
    preferentially respectively transiently actively functionally genetically synergistically reversibly"""
)
"""Words between a subject and its verb that change nothing about who acts."""
MODAL_BE = _words("is are was were be been being become becomes became remained gets got")
RELATIVES = _words("which that who")
CONJUNCTIONS = _words("and or but nor & plus")
SUBORDINATORS = _words("whereas while although though because since when if whether unless where so")
REPORTING = re.compile(
    r"^(show|suggest|demonstrat|found|find|indicat|report|reveal|conclud|hypothesi|propos|observ|confirm|establish|"
    r"evidence|prov|believ|think|thought|possib|likely|note|assum|speculat|idea|fact|know|support|imply|implie|"
    r"argu|view|notion|hypothes|clear|posit|discover)"
)
DENIALS = _words(
    "not no neither nor without never unable fail fails failed unaffected unchanged cannot insufficient unlikely"
)

_BASES = {
    **dict.fromkeys(_INCREASE.split(), Cue(1)),
    **dict.fromkeys(_DECREASE.split(), Cue(-1)),
    **dict.fromkeys(_OTHER.split(), Cue(0)),
    **dict.fromkeys(_TOGETHER.split(), Cue(0, symmetric=True)),
    **{verb: Cue(-1 if verb.startswith("de") else 1) for verb in _STATES},
    **dict.fromkeys(["degrade", "clear"], Cue(1, "degradation")),
}
STATE_VERBS: dict[str, str] = {}
"""Forms of verbs that put a protein into a state, with the state: `phosphorylates` with `phosphorylation`."""


class Form(NamedTuple):
    """A form of a verb."""

    cue: Cue
    kind: str
    """`base`, `s`, `ed` (past or participle), `ing`."""


def _inflected(verb: str) -> Iterable[tuple[str, str]]:
    yield verb, "base"
    if verb.endswith("e"):
        yield verb + "s", "s"
        yield verb + "d", "ed"
        yield verb[:-1] + "ing", "ing"
        return
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield verb[:-1] + "ies", "s"
        yield verb[:-1] + "ied", "ed"
        yield verb + "ing", "ing"
        return
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), "s"
    yield stem + "ed", "ed"
    yield stem + "ing", "ing"


def _forms() -> dict[str, Form]:
    found: dict[str, Form] = {}
    for verb, cue in _BASES.items():
        for form, kind in _inflected(verb):
            found[form] = Form(cue, kind)
            if verb in _STATES:
                STATE_VERBS[form] = _STATES[verb]
    irregular = {"bind": ("bind", "binds", "bound", "binding")}
    for base, third, past, ing in irregular.values():
        cue = Cue(0, symmetric=True)
        found |= {base: Form(cue, "base"), third: Form(cue, "s"), past: Form(cue, "ed"), ing: Form(cue, "ing")}
    for prefix in ("up", "down"):
        for form, kind in _inflected("regulate"):
            found[f"{prefix}-{form}"] = Form(Cue(1 if prefix == "up" else -1), kind)
    for form in ("decline", "declined", "declines", "rise", "rose"):
        found.pop(form, None)
    return found


VERBS = _forms()
_CAUSING = "lead leads led leading contribute contributes contributed contributing give gives gave rise"
WITH_PREPOSITION: dict[tuple[str, str], tuple[Cue, bool]] = {
    **{(verb, "to"): (Cue(1), False) for verb in _CAUSING.split()},
    **{(verb, "in"): (Cue(1), False) for verb in "result results resulted resulting".split()},
    **{(verb, "from"): (Cue(1), True) for verb in "result results resulted resulting arise arises".split()},
    **{(verb, "on"): (Cue(1), True) for verb in "depend depends depended dependent".split()},
    **{(verb, "on"): (Cue(0), False) for verb in "act acts acted acting".split()},
    **{(verb, "with"): (Cue(-1), False) for verb in "interfere interferes interfered interfering".split()},
    ("responsible", "for"): (Cue(1), False),
    ("due", "to"): (Cue(1), True),
    ("secondary", "to"): (Cue(1), True),
    ("attributed", "to"): (Cue(1), True),
    **{(verb, "by"): (Cue(0, symmetric=True), False) for verb in "characterized characterised accompanied".split()},
}
"""Verbs that act through a preposition; True where what follows acts on what stands before."""
