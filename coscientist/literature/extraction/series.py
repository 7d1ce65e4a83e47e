"""Compositions with a variable, and what is put in for what along them: `Li7-xLa3Zr2-xTaxO12`.

A formula with an element that the plain formula beside it lacks (`Li5.94Al0.02PS5Cl` beside `Li6PS5Cl`) tells the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coscientist.domain.base import Value
from coscientist.literature.extraction.written_formulae import (
    ELEMENT,
    MINUS,
    SEVERAL,
    STANDS_FOR,
    Amount,
    candidates,
    formula,
    plain_formulae,
    read_amounts,
    without_variable,
)

ANIONS = frozenset("N O F P S Cl Se Br Te I".split())
WHOLE = 1.0
"""Atoms in a formula unit from which on an element makes another material and is not put into one."""
_MEANT = re.compile(
    rf"\b({'|'.join(STANDS_FOR)})\s*=\s*((?:{ELEMENT})(?:\d?\+)?(?:(?:\s*(?:,|/|and|or|&)\s*)+(?:{ELEMENT})(?!\w))*)"
)
_RANGE = re.compile(r"0(?:\.0+)?\s*(?:≤|<|⩽|<=)\s*([xyz])\s*(?:≤|<|⩽|<=)\s*(\d(?:\.\d+)?)")
_LIST = re.compile(r"\b([xyz])\s*=\s*((?:\d(?:\.\d+)?|[\s,.…]|and|to)+)")

_CARRIERS = frozenset({"Li", "Na", "K", "Ag", "Cu", "H"})
"""Ions that move in solids, and of which fewer or more make up for a charge."""
_ION = rf"(?P<{{}}>{ELEMENT})(?P<{{}}_charge>\d?)\+"
_REPLACED = re.compile(
    rf"\b(?:substitut\w+|replac\w+|exchang\w+) (?:of )?(?:the )?{_ION.format('out', 'out')}(?: ions?| sites?)? "
    rf"(?:by|with) (?P<ins>(?:{ELEMENT})\d?\+(?:(?:,| and| or|, and|, or) (?:{ELEMENT})\d?\+)*)"
)
_ON_A_SITE = re.compile(
    rf"(?<![\w-])(?P<ins>{ELEMENT})(?:\d?\+)? (?:for|on|at|in|into|onto) (?:the )?(?P<out>{ELEMENT})[ -]sites?\b"
)
_REPLACES = re.compile(
    rf"(?<![\w-])(?P<ins>(?:{ELEMENT})\d?\+)(?: ions?)? (?:partially |partly )?(?:substitutes?|replaces?)(?: for)? "
    rf"(?:the )?{_ION.format('out', 'out')}"
)


class Series(Value):
    """A material in which one element is put in, and what changes for each atom of it."""

    written: str
    """As the text writes it."""
    put_in: str
    """Symbol of the element that the host lacks, or has less of."""
    host: tuple[tuple[str, float], ...]
    """Element and atoms a formula unit, of the host."""
    changes: tuple[tuple[str, float], ...]
    """Atoms that each other element gains or loses for one atom put in."""
    most: float | None = None
    """Atoms put in at the end of the series as far as the text states it."""

    @property
    def site(self) -> str | None:
        """Return the element whose place is taken: the one that leaves atom by atom, or else the only one to leave."""
        leave = {symbol: change for symbol, change in self.changes if change < 0}
        even = [
            symbol for symbol, change in leave.items() if abs(change + 1) < 1e-6 and symbol not in _CARRIERS | {"O"}
        ]
        return even[0] if len(even) == 1 else next(iter(leave)) if len(leave) == 1 else None

    def of(self, element: str) -> "Series":
        """Return the series with another element in the place of what is put in."""
        return self.model_copy(update={"put_in": element})

    def at(self, amount: float) -> str:
        """Return the formula with so many atoms put in."""
        held = dict(self.host)
        changes = dict(self.changes)
        atoms = {symbol: round(held[symbol] + changes.get(symbol, 0.0) * amount, 6) for symbol in held}
        inside = self.put_in
        atoms[inside] = round(atoms.get(inside, 0.0) + amount, 6)
        order = [symbol for symbol in atoms if symbol != inside]
        place = order.index(self.site) + 1 if self.site in order else len(order)
        return formula({symbol: atoms[symbol] for symbol in (*order[:place], inside, *order[place:])})

    @property
    def host_formula(self) -> str:
        """Return the formula of the host."""
        return formula(dict(self.host))


def all_series(texts: Sequence[str]) -> list[Series]:
    """Return what texts write with a variable, and what the differences of their plain formulae say beside it."""
    found = series(texts)
    for item in (*beside(plain_formulae(texts)), *stated(texts)):
        if not _same(item, found):
            found.append(item)
    return found


def _same(one: Series, others: Sequence[Series]) -> bool:
    return any(one.put_in == other.put_in and one.host == other.host for other in others)


def stated(texts: Sequence[str]) -> list[Series]:
    """Return what a sentence says of ions with their charges: `substitution of Ti4+ with Al3+`, in `LiTi2(PO4)3`.

    The host is the only plain formula of the sentence, or else of the texts, that holds the ion taken out; what differs
    in charge is made up for by the ions that move in the host.

    Limits: hosts with one kind of moving ion; none is read where the charges are equal to nothing that could move.
    """
    everywhere = plain_formulae(texts)
    found: list[Series] = []
    for text in texts:
        plain = text.translate(MINUS)
        for match in (*_REPLACED.finditer(plain), *_REPLACES.finditer(plain)):
            out, lost = match["out"], int(match["out_charge"] or 1)
            hosts = _holding(plain_formulae([text]), out) or _holding(everywhere, out)
            for symbol, charge in re.findall(rf"({ELEMENT})(\d?)\+", match["ins"]):
                for name, host in hosts if len(hosts) == 1 else []:
                    changes = _made_up_for(host, out, int(charge or 1) - lost)
                    if symbol not in host and changes is not None:
                        told = f"{symbol}{charge}+ in the place of {out}{match['out_charge']}+ in {name}"
                        found.append(
                            Series(
                                written=told, put_in=symbol, host=tuple(host.items()), changes=tuple(changes.items())
                            )
                        )
        found += _on_sites(plain, everywhere)
    return found


def _on_sites(text: str, everywhere: Sequence[str]) -> Iterator[Series]:
    """Yield what is put on a site without a word on charges: `Sr for the La site`."""
    for match in _ON_A_SITE.finditer(text):
        symbol, out = match["ins"], match["out"]
        near = [each for each in _holding(plain_formulae([text]), out) if symbol not in each[1]]
        hosts = near or [each for each in _holding(everywhere, out) if symbol not in each[1]]
        if len(hosts) == 1 and symbol != out:
            (name, host), changes = hosts[0], ((out, -1.0),)
            told = f"{symbol} on the {out} site of {name}"
            yield Series(written=told, put_in=symbol, host=tuple(host.items()), changes=changes)


def _holding(names: Sequence[str], out: str) -> list[tuple[str, dict[str, float]]]:
    """Return formulae of whole numbers that hold an element, each composition once."""
    read = {
        name: atoms
        for name in names
        if (atoms := without_variable(read_amounts(name))) and out in atoms and len(atoms) >= SEVERAL
    }
    whole = {name: atoms for name, atoms in read.items() if all(count == int(count) for count in atoms.values())}
    return list({tuple(sorted(atoms.items())): (name, atoms) for name, atoms in whole.items()}.values())


def _made_up_for(host: Mapping[str, float], out: str, gained: int) -> dict[str, float] | None:
    """Return the changes for one atom put in; None where nothing that moves could make up for the charge."""
    movers = [symbol for symbol in host if symbol in _CARRIERS]
    if gained == 0:
        return {out: -1.0}
    if len(movers) != 1:
        return None
    changes = {out: -1.0}
    changes[movers[0]] = changes.get(movers[0], 0.0) - gained
    return changes


def series(texts: Iterable[str]) -> list[Series]:
    """Return what texts write as compositions with a variable, one for each element that is put in.

    Limits: linear in x, y, z or δ; letters that stand for elements (M, X, A, Ln, RE) count where the text says which.
    """
    found: dict[tuple[str, tuple[tuple[str, float], ...]], Series] = {}
    for text in texts:
        plain = text.translate(MINUS)
        meant = {match[1]: re.findall(ELEMENT, match[2]) for match in _MEANT.finditer(plain)}
        most = {
            match[1]: max(map(float, re.findall(r"\d(?:\.\d+)?", match[2])))
            for match in _LIST.finditer(plain)
            if re.search(r"\d", match[2])
        }
        most |= {match[1]: float(match[2]) for match in _RANGE.finditer(plain)}
        for _, _, name in candidates(plain):
            if re.search("[xyzδ]", name):
                for amounts in _spelled_out(read_amounts(name), meant):
                    for item in _along(name, amounts, most):
                        known = found.get((item.put_in, item.host))
                        if known is None or (known.most is None and item.most is not None):
                            found[item.put_in, item.host] = item
    return list(found.values())


def beside(formulae: Sequence[str]) -> list[Series]:
    """Return what plain formulae say by their differences: a little of one element more, and no anion more.

    Limits: one element put in; the charges are not looked at here.
    """
    read = {name: without_variable(read_amounts(name.translate(MINUS))) for name in formulae}
    whole = {name: atoms for name, atoms in read.items() if atoms}
    found: list[Series] = []
    for name, atoms in whole.items():
        for host in whole.values():
            new = [symbol for symbol in atoms if symbol not in host]
            if len(new) != 1 or set(host) - set(atoms) or not 0 < atoms[new[0]] < WHOLE or new[0] in ANIONS:
                continue
            changes = {s: atoms[s] - host[s] for s in host if abs(atoms[s] - host[s]) > 1e-6}
            gained = {symbol for symbol, change in changes.items() if change > 0}
            if changes and min(changes.values()) < 0 and not ANIONS & gained and set(changes) - ANIONS:
                amount = atoms[new[0]]
                each = tuple((symbol, round(change / amount, 4)) for symbol, change in changes.items())
                found.append(Series(written=name, put_in=new[0], host=tuple(host.items()), changes=each, most=amount))
                break
    return found


def _along(written: str, amounts: Mapping[str, Amount], most: Mapping[str, float]) -> Iterator[Series]:
    """Yield, for each variable, what it puts in, with the others at zero."""
    host = {symbol: amount.get("", 0.0) for symbol, amount in amounts.items()}
    for variable in sorted({name for amount in amounts.values() for name in amount if name}):
        rates = {symbol: amount[variable] for symbol, amount in amounts.items() if amount.get(variable)}
        new = [symbol for symbol, rate in rates.items() if rate > 0 and host[symbol] == 0]
        if len(new) != 1 or min(rates.values()) >= 0 or any(count < 0 for count in host.values()):
            continue
        rate = rates.pop(new[0])
        kept = tuple((symbol, count) for symbol, count in host.items() if count > 0)
        if len(kept) + 1 < SEVERAL:
            continue
        yield Series(
            written=written,
            put_in=new[0],
            host=kept,
            changes=tuple((symbol, round(each / rate, 4)) for symbol, each in rates.items()),
            most=round(most[variable] * rate, 6) if variable in most else None,
        )


def _spelled_out(amounts: dict[str, Amount] | None, meant: Mapping[str, list[str]]) -> Iterator[dict[str, Amount]]:
    """Yield a composition with each letter that stands for elements replaced by each of these."""
    letter = next((symbol for symbol in amounts or () if symbol in STANDS_FOR), None)
    if amounts is None or letter is None:
        yield from [amounts] if amounts else []
        return
    for element in meant.get(letter, ()):
        if element not in amounts:
            named = {(element if symbol == letter else symbol): amount for symbol, amount in amounts.items()}
            yield from _spelled_out(named, meant)
