"""What many claims together say: signs, weights, and a source that counts once."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.claim import Claim, Predicate
from coscientist.evidence.links import claim_weight, make_link
from tests.support.literature import claim

UP, DOWN, NONE = Predicate.INCREASES, Predicate.DECREASES, Predicate.NO_CHANGE

claims = st.lists(
    st.builds(
        claim,
        st.just("a"),
        st.just("b"),
        st.sampled_from(list(Predicate)),
        source=st.sampled_from(["pmid:1", "pmid:2", "pmid:3", None]),
        year=st.one_of(st.none(), st.integers(1990, 2020)),
        hedged=st.booleans(),
        negated=st.booleans(),
        confidence=st.one_of(st.none(), st.floats(0, 1)),
    ),
    max_size=6,
    unique_by=lambda item: item.id,
)


def test_breaking_a_thing_down_is_less_of_it() -> None:
    assert claim("a", "b", UP, object_aspect="degradation").sign == -1
    assert claim("a", "b", DOWN, subject_aspect="degradation").sign == 1


def test_less_of_one_breakdown_for_less_of_another_is_more_for_more() -> None:
    assert claim("a", "b", UP, subject_aspect="degradation", object_aspect="degradation").sign == 1


def test_a_denied_claim_has_no_sign() -> None:
    assert claim("a", "b", UP, negated=True).sign == 0


def test_a_report_of_no_change_counts_against() -> None:
    alone = make_link("a", "b", [claim("a", "b", UP, source="pmid:1")])
    disputed = make_link("a", "b", [claim("a", "b", UP, source="pmid:1"), claim("a", "b", NONE, source="pmid:2")])
    assert disputed.sign == alone.sign == 1
    assert disputed.opposing == 1.0
    assert disputed.reliability < alone.reliability


def test_a_denied_claim_counts_as_a_report_of_no_change() -> None:
    assert make_link("a", "b", [claim("a", "b", UP, negated=True)]).unchanged == 1.0


def test_a_hedged_claim_counts_half() -> None:
    plain, hedged = claim("a", "b", UP), claim("a", "b", UP, hedged=True)
    assert claim_weight(hedged) == claim_weight(plain) / 2


def test_a_source_that_repeats_itself_counts_once() -> None:
    once = make_link("a", "b", [claim("a", "b", UP, source="pmid:1")])
    often = make_link("a", "b", [claim("a", "b", UP, source="pmid:1", object_aspect=str(n)) for n in range(5)])
    assert (often.increasing, often.sources) == (once.increasing, once.sources) == (1.0, 1)


def test_a_source_counts_with_its_strongest_claim() -> None:
    link = make_link("a", "b", [claim("a", "b", UP, hedged=True), claim("a", "b", UP)])
    assert link.increasing == 1.0


def test_one_source_may_stand_on_both_sides() -> None:
    link = make_link("a", "b", [claim("a", "b", UP), claim("a", "b", DOWN)])
    assert (link.increasing, link.decreasing, link.sign) == (1.0, 1.0, 0)


def test_going_together_is_no_intervention() -> None:
    link = make_link("a", "b", [claim("a", "b", Predicate.POSITIVE_CORRELATION)])
    assert link.sign == 1
    assert link.causal == 0.0


def test_bookkeeping_of_what_things_are_makes_no_link_stronger() -> None:
    assert make_link("a", "b", [claim("a", "b", Predicate.IS_A, source=None)]).claims == ()


def test_a_link_says_since_when_it_is_known() -> None:
    assert make_link("a", "b", [claim("a", "b", UP, year=2005), claim("a", "b", DOWN, year=1999)]).first_year == 1999


@given(claims)
def test_a_link_does_not_depend_on_the_order_of_claims(given_claims: list[Claim]) -> None:
    first = make_link("a", "b", given_claims)
    for order in list(permutations(given_claims))[:24]:
        other = make_link("a", "b", order)
        assert other.sign == first.sign
        assert other.reliability == pytest.approx(first.reliability)
        assert set(other.claims) == set(first.claims)


@given(claims)
def test_reliability_is_a_share_that_keeps_some_doubt(given_claims: list[Claim]) -> None:
    link = make_link("a", "b", given_claims)
    assert 0.0 <= link.reliability < 1.0


@given(claims)
def test_another_source_for_the_prevailing_direction_makes_a_link_more_reliable(given_claims: list[Claim]) -> None:
    link = make_link("a", "b", given_claims)
    if link.sign:
        more = make_link("a", "b", [*given_claims, claim("a", "b", UP if link.sign > 0 else DOWN, source="pmid:new")])
        assert more.reliability > link.reliability
        assert more.sources == link.sources + 1


@given(claims)
def test_another_source_that_finds_no_effect_makes_a_link_less_reliable(given_claims: list[Claim]) -> None:
    link = make_link("a", "b", given_claims)
    less = make_link("a", "b", [*given_claims, claim("a", "b", NONE, source="pmid:new")])
    assert less.reliability < link.reliability or link.reliability == 0.0


@given(claims)
def test_a_link_from_the_mirrored_claims_has_the_mirrored_sign(given_claims: list[Claim]) -> None:
    mirrored = {
        UP: DOWN,
        DOWN: UP,
        Predicate.POSITIVE_CORRELATION: Predicate.NEGATIVE_CORRELATION,
        Predicate.NEGATIVE_CORRELATION: Predicate.POSITIVE_CORRELATION,
    }
    turned = [
        item.model_copy(update={"predicate": mirrored.get(item.predicate, item.predicate)}) for item in given_claims
    ]
    assert make_link("a", "b", turned).sign == -make_link("a", "b", given_claims).sign


@pytest.mark.parametrize("made_by", ["rules:cues", "model:any"])
def test_what_a_machine_read_counts_less_than_what_a_curator_read(made_by: str) -> None:
    read = claim("a", "b", UP)
    assert claim_weight(read.model_copy(update={"made_by": made_by})) == pytest.approx(claim_weight(read) / 2)
