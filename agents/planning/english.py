"""The vocabulary of research goals: what asks for a direction, says where or how, or could be said of any goal."""

from coscientist.domain.goal import Direction

DIRECTIONS: dict[Direction, frozenset[str]] = {
    Direction.REDUCE: frozenset(
        "reduce reduces reducing lower lowers lowering decrease decreases decreasing inhibit inhibits inhibiting block "
        "blocks blocking prevent prevents preventing suppress suppresses suppressing attenuate attenuates attenuating "
        "diminish diminishes limit limits stop stops slow slows slowing halt halts reverse reverses reversing clear "
        "clears clearing treat treats treating treatment cure cures ameliorate ameliorates alleviate alleviates remove "
        "removes removing dissolve dissolves disaggregate down-regulate downregulate mitigate mitigates counteract "
        "counteracts delay delays eliminate eliminates combat combats fight fights tackle tackles relieve relieves "
        "lessen lessens curb curbs repress represses restrict restricts minimise minimises minimize minimizes impair "
        "impairs impairing disrupt disrupts disrupting abolish abolishes weaken weakens antagonise antagonises "
        "antagonize antagonizes silence silences silencing deplete depletes depleting degrade degrades degrading "
        "overcome overcomes inactivate inactivates inactivating deactivate deactivates kill kills killing eradicate "
        "eradicates destroy destroys shrink shrinks quench quenches dampen dampens ease eases".split()
    ),
    Direction.INCREASE: frozenset(
        "increase increases increasing raise raises raising enhance enhances enhancing boost boosts boosting promote "
        "promotes promoting activate activates activating stimulate stimulates stimulating induce induces inducing "
        "improve improves improving elevate elevates up-regulate upregulate strengthen strengthens accelerate "
        "accelerates amplify amplifies maximise maximize augment augments facilitate facilitates potentiate "
        "potentiates worsen worsens aggravate aggravates exacerbate exacerbates".split()
    ),
    Direction.RESTORE: frozenset(
        "restore restores restoring rescue rescues rescuing normalise normalize normalises normalizes recover recovers "
        "preserve preserves preserving protect protects protecting maintain maintains repair repairs repairing "
        "stabilise stabilises stabilize stabilizes stabilising stabilizing".split()
    ),
    Direction.MODULATE: frozenset(
        "modulate modulates modulating regulate regulates regulating affect affects affecting influence".split()
    ),
    Direction.EXPLAIN: frozenset(
        "explain explains explaining why how understand understanding cause causes drives".split()
    ),
}

FLIPPING = frozenset(
    "clearance degradation removal breakdown elimination disassembly turnover death deaths demise degeneration".split()
)
"""More of these, said of a thing, is less of the thing."""

LOSSES = frozenset(
    "loss losses decline declines deficit deficits dysfunction impairment impairments deficiency depletion".split()
)
"""Less of these, said of a thing, is more of the thing; `improve memory deficits` still means more memory."""

QUALITIES: dict[Direction, frozenset[str]] = {
    Direction.INCREASE: frozenset("high higher superior excellent fast".split()),
    Direction.REDUCE: frozenset("low minimal".split()),
}
"""Said just before a thing, they give its direction where no verb does: `electrolytes with high conductivity`."""

HARMFUL = (
    "aggregat", "oligomer", "fibril", "plaque", "tangle", "hyperphosphorylat", "toxic", "death", "apopto", "necro",
    "inflammat", "inflammasom", "degenerat", "oxidative stress", "dysfunction", "damage", "injury", "gliosis",
    "stenosis", "fibrosis",
)  # fmt: skip
"""Parts of the names of what nobody wants more of: where a goal gives no direction, it is taken to want less."""

NEUTRAL_HEADS = frozenset(
    "level levels activity activities expression production formation accumulation burden load pathology signaling "
    "signalling function functions amount amounts abundance concentration concentrations generation synthesis state "
    "states activation".split()
)
"""Said of a concept without making it another."""

ASPECTS = frozenset(
    "release secretion deposition spread spreading seeding propagation transmission toxicity assembly uptake "
    "trafficking localisation localization".split()
)
"""Said of a concept, these name something of its own, which corpora seldom tell apart from the concept."""
SAME_ASPECT = (frozenset("spread spreading propagation transmission".split()),)
"""Words that goals and corpora use for one another."""

SMALL_WORDS = frozenset("of the a an".split())
CONTEXT_MARKERS = frozenset("in at during within among across from against after following".split())
HARM_MARKERS = frozenset("from against".split())
"""What follows is what to be rid of, where the goal names nothing else: `protect against`, `drugs against`."""
ROUTE_MARKERS = frozenset("by via through".split())
"""What follows says how, and not what."""
TOOL_MARKERS = frozenset("with using use".split())
"""What follows is given to bring the change about, if it is something that one gives."""
BROUGHT_ABOUT = frozenset("mediated dependent".split())
"""Said of what comes before or, with `by`, after: the change runs through it."""
BROUGHT_ON = frozenset(
    "caused induced triggered driven evoked elicited provoked due associated linked related resulting exposed "
    "activated stimulated treated challenged primed".split()
)
"""Said of what comes before or after: it sets the scene."""
REACHING = frozenset(
    "cross crosses crossing penetrate penetrates penetrating pass passes passing enter enters entering reach "
    "reaches".split()
)
"""What follows is where an intervention has to get to or through: `drugs that cross the blood-brain barrier`."""
EXCLUDING = frozenset("without avoid avoiding avoids excluding except not sparing".split())

ACTORS: dict[Direction, frozenset[str]] = {
    Direction.REDUCE: frozenset(
        "inhibitor inhibitors antagonist antagonists blocker blockers suppressor suppressors degrader degraders "
        "silencer silencers inactivator inactivators".split()
    ),
    Direction.INCREASE: frozenset(
        "agonist agonists activator activators stimulator stimulators enhancer enhancers inducer inducers potentiator "
        "potentiators booster boosters opener openers".split()
    ),
    Direction.MODULATE: frozenset("modulator modulators ligand ligands regulator regulators".split()),
}
"""What acts on the thing beside it: `inhibitors of GSK3B`, `GSK3B inhibitors`."""
ACTOR_SIGNS = {
    "inverse": Direction.REDUCE,
    "negative": Direction.REDUCE,
    "positive": Direction.INCREASE,
}
"""Said of an agonist or a modulator, these give its direction."""

RELATIONS = frozenset("link relation relationship connection association interplay".split())
"""`The link between A and B` asks how A changes B."""
LINKING = frozenset("links connects relates ties joins".split())
"""After a question, verbs of the same: `what links A with B?`"""
AUXILIARIES = frozenset("does do did can could would will might may is are".split())
"""What a question begins with whose subject comes next: `Does metformin lower …`."""
OPPOSING = "anti"
"""`Anti-inflammatory agents` are given against inflammation."""

STATE_VERBS = {
    "phosphorylate": "phosphorylation", "phosphorylates": "phosphorylation", "hyperphosphorylate": "phosphorylation",
    "hyperphosphorylates": "phosphorylation", "acetylate": "acetylation", "acetylates": "acetylation",
    "ubiquitinate": "ubiquitination", "ubiquitinates": "ubiquitination", "aggregate": "aggregation",
    "aggregates": "aggregation", "oligomerize": "oligomerization", "oligomerizes": "oligomerization",
    "activate": "activation", "activates": "activation",
}  # fmt: skip
"""Verbs that make a state of their object, and the noun by which the corpora call it."""
UNDOING = {
    "inactivate": "activation", "inactivates": "activation", "deactivate": "activation", "deactivates": "activation",
    "dephosphorylate": "phosphorylation", "dephosphorylates": "phosphorylation", "deacetylate": "acetylation",
    "deacetylates": "acetylation", "deubiquitinate": "ubiquitination", "deubiquitinates": "ubiquitination",
}  # fmt: skip
"""Verbs that undo a state of their object."""
NOUNS = {"dying": "death", "die": "death", "dies": "death"}
"""What happens to a thing, and the noun by which the corpora call it."""

INTERVENTION_WORDS = {
    "drug": ("compound",), "drugs": ("compound",), "compound": ("compound",), "compounds": ("compound",),
    "molecule": ("compound",), "molecules": ("compound",), "repurposing": ("compound",), "repurposed": ("compound",),
    "kinase": ("protein",), "kinases": ("protein",), "phosphatase": ("protein",), "phosphatases": ("protein",),
    "protease": ("protein",), "proteases": ("protein",), "deacetylase": ("protein",), "deacetylases": ("protein",),
    "ligase": ("protein",), "ligases": ("protein",),
    "enzyme": ("protein",), "enzymes": ("protein",), "protein": ("protein",), "proteins": ("protein",),
    "gene": ("gene", "rna", "protein"), "genes": ("gene", "rna", "protein"),
    "microrna": ("rna",), "micrornas": ("rna",), "mirna": ("rna",), "mirnas": ("rna",),
}  # fmt: skip
"""Words that say what kind of thing is wanted; where none is used, every kind is."""
APART = {
    "receptor": ("protein",), "receptors": ("protein",), "channel": ("protein",), "channels": ("protein",),
    "transporter": ("protein",), "transporters": ("protein",), "chaperone": ("protein",), "chaperones": ("protein",),
}  # fmt: skip
"""These do so where they stand apart; right after a thing that is named they are a part of its name."""

ORDINARY = frozenset(
    """a able abnormal about activation adult after against aged agent agents all allosteric also an and animal animals
    any approach approaches approved are as at based be been before best between both brain but by can candidate
    candidates cell cells cellular chronic clinical combination combinations combine combined combining competitive
    concurrently connection could cross crossing culture cultured design develop discover disease diseases
    disorder disorders do does done down dual during early effect effective effectively effects either etc every
    excessive existing experiment experimental experiments exposure factor factors fall falls fda find finding first
    following for from full generate give given good has have having human humans hypotheses hypothesis i
    idea ideas identify if impaired in inhibition insoluble intervention interventions into inverse investigate is it
    its jointly known lab laboratory late least less like link look low many may me mechanism mechanisms mechanistic
    method methods mice might mild model models more most mouse must mutant my natural need needs negative neuron
    neuronal neurons new next no non novel of old on one onset or oral orally other our out over pair pairs partial
    pathological pathway pathways patient patients people per plausible please positive possible potent potential
    predict primary product products progression propose provide rat rats reduction relation relationship repurpose
    research rise rises risk role safe science scientific screen search selective selectively severe should show
    simultaneously small so some specific specifically step strategies strategy study such suggest synergistic
    synergistically synergy system systems target targeted targeting targets test testable than that the their them
    then therapeutic therapeutics therapies therapy there these they this those through to together tool tools
    treatments two type under up use used uses using via vitro vivo want was way ways we what when where whether which
    while who whose wild will with work would you your""".split()
) | frozenset(INTERVENTION_WORDS)
"""Words that any goal may use and that name no subject."""
