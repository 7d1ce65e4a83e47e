"""Whether the chain holds together: length, causation, and one system throughout."""

from collections.abc import Sequence

from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity


class MechanismReviewer:
    """Looks at each step's assumption and at whether the steps were seen in systems that fit together.

    The score starts from 1 for two steps and loses: a fifth for each further step, a quarter of the share of steps
    without a causal claim, a fifth when two steps share no species, a tenth of the share of steps whose system is not
    stated; it gains a tenth for each further route, at most two.
    """

    name = "reflection/mechanism"
    needs = frozenset({Need.EVIDENCE})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review. `checks` are not looked at."""
        del checks
        objections: list[Objection] = []
        length = len(hypothesis.mechanism) if len(hypothesis.interventions) == 1 else len(hypothesis.mechanism) / 2
        causal = unsaid = 0
        species: list[set[str]] = []
        known = bench.claims
        for index, step in enumerate(hypothesis.mechanism):
            claims = [known[item] for item in step.claims if item in known]
            causal += any(claim.predicate.causal for claim in claims)
            systems = {value for claim in claims for values in claim.context.values() for value in values}
            if not systems:
                unsaid += 1
                text = f"Step {index + 1} is reported without a system: {step.assumption}."
                objections.append(Objection(kind="unstated system", text=text, severity=Severity.MINOR, step=index))
            found = {value for claim in claims for value in claim.context.get("species", ())}
            if found:
                species.append(found)
        steps = max(1, len(hypothesis.mechanism))
        apart = len(species) > 1 and not set.intersection(*species)
        if apart:
            seen = " against ".join("/".join(sorted(found)) for found in species)
            text = f"No species was common to all steps: {seen}."
            objections.append(Objection(kind="mixed species", text=text, severity=Severity.MINOR))
        if length > 2:
            text = f"{plural(int(length), 'step')} must all hold at once."
            objections.append(Objection(kind="long chain", text=text, severity=Severity.MINOR))
        routes = sum("second route" in note for note in hypothesis.notes)
        score = 1.0 - 0.2 * max(0.0, length - 2) - 0.25 * (1 - causal / steps) - 0.2 * apart - 0.1 * unsaid / steps
        score = 0.8 * score + 0.1 * min(2, routes)
        return written(
            self.name,
            hypothesis,
            f"{plural(len(hypothesis.mechanism), 'step')}, {causal} with a causal claim; "
            f"{plural(routes, 'further route')} to the same outcome.",
            scores={"mechanism": score},
            objections=objections,
        )
