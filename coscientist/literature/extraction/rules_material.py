"""Relations in which papers on materials state what they found.

`X-doped samples exhibit higher Y`, `Y increases with X doping`, `upon X substitution, Y rises`, `improve Y by X`.
"""

from collections.abc import Iterator, Sequence

from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.arguments import clause_start, group_after
from coscientist.literature.extraction.dopants import DOPANT
from coscientist.literature.extraction.lexicon import CONJUNCTIONS, DENIALS, LESS, MODAL_BE, MORE, RELATIVES, Cue
from coscientist.literature.extraction.qualifiers import is_host
from coscientist.literature.extraction.relation import NEAR, Relation, made
from coscientist.literature.extraction.sentence import Token

_HAS = frozenset(
    """show shows showed exhibit exhibits exhibited possess possesses possessed display displays displayed have has had
    deliver delivers delivered achieve achieves achieved demonstrate demonstrates demonstrated present presents yield
    yields yielded reach reaches reached feature features offer offers""".split()
)
_BETTER = MORE | frozenset("highest superior better excellent fast faster larger large record outstanding".split())
_WORSE = LESS | frozenset("lowest inferior poorer poor smaller small slower negligible".split())
_RISES = frozenset("increase increases increased rise rises rose improve improves improved grow grows grew".split())
_FALLS = frozenset("decrease decreases decreased fall falls fell drop drops dropped decline declines declined".split())
_UNDER = frozenset("with upon on by after through via following".split())
_MATERIALS = frozenset({ConceptKind.MATERIAL, ConceptKind.COMPOUND})
_MEASURED = frozenset({ConceptKind.PROPERTY})
_IMPROVES = frozenset(
    """improve improves improved improving enhanced enhance enhances enhancing increase increasing boost boosting
    improvement improvements enhancement enhancements""".split()
)
_LOWERS = frozenset(
    "reduce reduced reducing lower lowering suppress suppressing decrease decreasing mitigate mitigating".split()
)
_SERVES = frozenset("effective method way strategy approach means route".split())
REACH = 10


def by_material(tokens: Sequence[Token]) -> Iterator[Relation]:
    """Yield what a sentence states of a material, or of what is put into one, and a property."""
    if not any(token.kind in _MEASURED for token in tokens):
        return
    yield from _under(tokens)
    for at, token in enumerate(tokens):
        after = [each.word for each in tokens[at + 1 : at + 3]]
        better = bool(after) and next((w for w in after if w not in ("a", "an")), "") in _BETTER | {"low"}
        if token.word in _HAS or (token.word == "with" and better):
            yield from _exhibits(tokens, at)
        if token.word in _RISES or token.word in _FALLS:
            yield from _moves(tokens, at)
        if token.word in _BETTER or token.word in _WORSE:
            yield from _is_better_than(tokens, at)
        if token.word in _IMPROVES or token.word in _LOWERS:
            yield from _by_means(tokens, at)
            yield from _serving(tokens, at)


def _under(tokens: Sequence[Token]) -> Iterator[Relation]:
    """`Upon X substitution, …, which leads to an increasing Y`: each change of a property that is said after it."""
    if tokens[0].word not in _UNDER:
        return
    close = next((p for p, token in enumerate(tokens[:REACH]) if token.word == ","), None)
    who = _material_after(tokens, 0) if close is not None else None
    if close is None or who is None or not _is_dopant(tokens[who]):
        return
    for place in range(close, len(tokens)):
        if tokens[place].kind in _MEASURED:
            words = [tokens[p].word for p in range(max(close, place - 4), place)]
            sign = next((1 if w in _BETTER else -1 for w in words[::-1] if w in _BETTER or w in _WORSE), 0)
            if sign:
                yield from _said(tokens, [who], [place], sign, place)


def _exhibits(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    """`X-doped samples exhibit a higher Y`."""
    low = clause_start(tokens, at)
    commas = [p for p in range(low, at) if tokens[p].word == ","]
    low = max([low, at - REACH, *commas])
    who = [p for p in range(low, at) if tokens[p].kind in _MATERIALS]
    who = [p for p in who if _is_dopant(tokens[p])] or [p for p in who if not is_host(tokens, p)]
    who = [p for p in who if not (p >= 2 and p - 2 in who and tokens[p - 1].word == "/")]  # X of `X/Y` is put on Y
    for place in range(at + 1, min(at + 2 * REACH, len(tokens))):
        token = tokens[place]
        if token.is_break or token.word in RELATIVES:
            return
        sign = 1 if token.word in _BETTER else -1 if token.word in _WORSE else 0
        if sign:
            what = _property_after(tokens, place)
            if what is None or not who:
                return
            yield from _said(tokens, who[-1:], group_after(tokens, what)[:1], sign, at)
            if what + 1 >= len(tokens) or tokens[what + 1].word not in (*CONJUNCTIONS, ","):
                return  # else: `higher Y and reduced Z`


def _is_better_than(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    """`The Y of X is higher than that of Z`."""
    if tokens[at - 1].word not in MODAL_BE or not any(token.word == "than" for token in tokens[at + 1 : at + 4]):
        return
    low = clause_start(tokens, at)
    commas = [p for p in range(low, at) if tokens[p].word == ","]
    low = max([low, *commas])
    what = next((p for p in range(low, at) if tokens[p].kind in _MEASURED and tokens[p + 1].word == "of"), None)
    who = [p for p in range(what or at, at) if tokens[p].kind in _MATERIALS and not is_host(tokens, p)]
    if what is not None and who:
        yield from _said(tokens, who[:1], [what], 1 if tokens[at].word in _BETTER else -1, at)


def _moves(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    """`Y increases with X doping`; `upon X doping, Y increases`."""
    sign = 1 if tokens[at].word in _RISES else -1
    low = clause_start(tokens, at)
    what = [p for p in range(low, at) if tokens[p].kind in _MEASURED]
    if not what or any(tokens[p].word in (",", *RELATIVES, *CONJUNCTIONS) for p in range(what[-1] + 1, at)):
        return
    after = next((p for p in range(at + 1, min(at + 4, len(tokens))) if tokens[p].word in _UNDER), None)
    who = _material_after(tokens, after) if after is not None else None
    if who is None:
        begins = next((p for p in range(low, what[0]) if tokens[p].word in _UNDER), None)
        who = _material_after(tokens, begins) if begins is not None else None
    if who is not None and who not in what:
        yield from _said(tokens, [who], what[-1:], sign, at)


def _by_means(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    """`to improve the Y by X`, `enhancing Y via X doping`."""
    what = _property_after(tokens, at)
    if what is None:
        return
    means = next(
        (p for p in range(what + 1, min(what + 5, len(tokens))) if tokens[p].word in ("by", "via", "through")), None
    )
    who = _material_after(tokens, means) if means is not None else None
    if who is not None:
        yield from _said(tokens, [who], [what], 1 if tokens[at].word in _IMPROVES else -1, at)


def _serving(tokens: Sequence[Token], at: int) -> Iterator[Relation]:
    """`Doping of X … is an effective method for enhancing the Y`: all that is put in, of the clause."""
    if at == 0 or tokens[at - 1].word not in ("for", "to"):
        return
    low = clause_start(tokens, at)
    told = any(tokens[p].word in _SERVES for p in range(max(low, at - REACH), at))
    who = [p for p in range(low, at) if _is_dopant(tokens[p])]
    what = _property_after(tokens, at)
    if told and who and what is not None:
        yield from _said(tokens, who, [what], 1 if tokens[at].word in _IMPROVES else -1, at)


def _property_after(tokens: Sequence[Token], at: int) -> int | None:
    for place in range(at + 1, min(at + 7, len(tokens))):
        if tokens[place].kind in _MEASURED:
            return place
        of_it = place + 1 < len(tokens) and tokens[place + 1].kind in _MEASURED  # `a lower OER overpotential`
        if tokens[place].mention is not None and tokens[place].kind not in _MATERIALS and not of_it:
            return None
        if tokens[place].is_break or tokens[place].word in (",", "by", "with", "than"):
            return None
    return None


def _material_after(tokens: Sequence[Token], at: int) -> int | None:
    """Return the dopant that a phrase names, or else the material that it names first."""
    found: list[int] = []
    for place in range(at + 1, min(at + REACH, len(tokens))):
        if tokens[place].is_break or tokens[place].word == ",":
            break
        if tokens[place].kind in _MATERIALS:
            found.append(place)
    # `substitution of Ti4+ with Al3+` puts in what stands after `with`.
    last = next((p for p in found if p and at < p - 1 and tokens[p - 1].word in ("with", "by")), None)
    put_in = [p for p in found if _is_dopant(tokens[p])]
    return last if last is not None else next(iter([*put_in, *found]), None)


def _is_dopant(token: Token) -> bool:
    return token.mention is not None and token.mention.concept.startswith(DOPANT)


def _said(tokens: Sequence[Token], who: Sequence[int], what: Sequence[int], sign: int, at: int) -> Iterator[Relation]:
    denied = any(tokens[p].word in DENIALS for p in range(max(0, at - NEAR), at))
    for relation in made(tokens, who, what, Cue(sign), at):
        yield relation._replace(
            sign=sign, denied=denied, subject_aspect=None, object_aspect=None, subject_state=None, object_state=None
        )
