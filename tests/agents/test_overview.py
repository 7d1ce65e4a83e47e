"""Research directions: what the survivors point to, best first, and what would have to be settled."""

from coscientist.agents.overview.directions import overview
from coscientist.agents.workbench import Workbench
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.rating import Rating
from coscientist.domain.review import Objection, Review, Severity

NAMES = ("fasudil", "pirfenidone", "tranilast")


def test_survivors_become_directions_ordered_by_their_best_member(
    bench: Workbench, made: dict[str, Hypothesis]
) -> None:
    items = [made[name] for name in NAMES]
    order = [made["tranilast"], made["pirfenidone"], made["fasudil"]]
    ratings = [
        Rating(hypothesis=item.id, value=1300 - n, low=0, high=2000, matches=1, p_best=0.3)
        for n, item in enumerate(order)
    ]
    doubt = Review(
        id="r", hypothesis=made["fasudil"].id, reviewer="x", summary="",
        objections=(Objection(kind="k", text="Seen once.", severity=Severity.MINOR),),
    )  # fmt: skip
    found = overview(bench, items, ratings, {made["fasudil"].id: [doubt]})
    assert found.goal == bench.plan.goal
    assert [item.title for item in found.directions] == [
        "CTGF as the lever on collagen I",
        "SMAD3 as the lever on collagen I",
    ]
    second = found.directions[1]
    assert second.hypotheses == (made["pirfenidone"].id, made["fasudil"].id)
    assert second.why == "2 hypotheses with pirfenidone and fasudil; 5 claims from 5 sources."
    assert second.gaps == ("Seen once.",)
    assert set(second.claims) <= {*made["pirfenidone"].claims, *made["fasudil"].claims}


def test_nothing_survived_is_no_direction(bench: Workbench) -> None:
    assert overview(bench, [], [], {}).directions == ()
