"""Formulae as texts write them, with amounts that may hold a variable: `Li7-xLa3Zr2-xTaxO12`, `LiTi2(PO4)3`."""

import re
from collections.abc import Iterable, Iterator, Mapping

SYMBOLS = (
    "H Li Be B C N O F Na Mg Al Si P S Cl K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Rb Sr Y Zr Nb Mo Ru Rh Pd "
    "Ag Cd In Sn Sb Te I Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi"
).split()
STANDS_FOR = ("Ln", "RE", "M", "X", "A")
"""Letters that stand for elements where the text says which."""
MAX_LENGTH = 60
SEVERAL = 3
"""Elements from which on a word is hardly anything but a formula."""
ELEMENT = "|".join(sorted(SYMBOLS, key=len, reverse=True))
"""A pattern: the symbol of an element, the longest first."""
MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", **{chr(0x2080 + n): str(n) for n in range(10)}})
"""Signs and small numbers as they are read."""
_SYMBOL = re.compile(f"{ELEMENT}|{'|'.join(STANDS_FOR)}")
_TERM = re.compile(r"([+-]?)(\d+(?:\.\d+)?)?([xyzδ])?(?:/(\d))?")
_WRITTEN = re.compile(r"(?<![\w-])[A-Z(][A-Za-zδ\d.()+/-]*[A-Za-zδ\d)]")
_LIKELY = re.compile(r"(?=.*\d)(?=.*[A-Z][a-z])")

Amount = dict[str, float]
"""A linear expression: variable to coefficient, the empty name to the constant."""


def formula(atoms: Mapping[str, float]) -> str:
    """Write a formula in the order of its elements; what is not there is left out."""
    held = {symbol: count for symbol, count in atoms.items() if count > 1e-9}
    groups, end = held.get("P", 0.0), ""
    if list(held)[-2:] == ["P", "O"] and groups > 1 and abs(held["O"] - 4 * groups) < 1e-9 and groups == int(groups):
        held, end = {symbol: held[symbol] for symbol in list(held)[:-2]}, f"(PO4){groups:.0f}"
    return "".join(symbol + ("" if abs(n - 1) < 1e-9 else f"{n:.6g}") for symbol, n in held.items()) + end


def plain_formulae(texts: Iterable[str]) -> list[str]:
    """Return what reads as a formula of two elements or more with a number, each once, in the order of the texts."""
    found: dict[str, None] = {}
    for text in texts:
        for _, _, name in candidates(text.translate(MINUS)):
            if any(letter.isdigit() for letter in name) and len(without_variable(read_amounts(name)) or ()) > 1:
                found[name] = None
    return list(found)


def formula_spans(text: str) -> list[tuple[int, int]]:
    """Return where formulae of several elements stand, one of them of two letters: nothing within them is a word."""
    plain = text.translate(MINUS)
    return [
        (start, end)
        for start, end, name in candidates(plain)
        if _LIKELY.search(name) and (read := read_amounts(name)) and len(read) >= SEVERAL
    ]


def candidates(plain: str) -> Iterator[tuple[int, int, str]]:
    """Yield what may be a formula, with its place; brackets of the sentence around one are none of its own."""
    for match in _WRITTEN.finditer(plain):
        start, end = match.span()
        opened, closed = match[0].count("("), match[0].count(")")
        if plain[start] == "(" and (opened > closed or _encloses(match[0])):
            start, opened = start + 1, opened - 1
            end -= opened < closed
        elif closed > opened and plain[end - 1] == ")":
            end -= 1
        if end - start <= MAX_LENGTH:
            yield start, end, plain[start:end]


def _encloses(text: str) -> bool:
    """Say whether the bracket that a text begins with closes at its end alone."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at == len(text) - 1
    return False


def without_variable(amounts: dict[str, Amount] | None) -> dict[str, float] | None:
    """Return the atoms of each element; None where an amount holds a variable or a letter stands for elements."""
    if not amounts or any(set(amount) - {""} for amount in amounts.values()) or set(amounts) & set(STANDS_FOR):
        return None
    return {symbol: amount.get("", 0.0) for symbol, amount in amounts.items()}


def read_amounts(written: str) -> dict[str, Amount] | None:
    """Return the amount of each element; None for what is no formula."""
    total: dict[str, Amount] = {}
    end = _group(written, 0, total)
    return total if end == len(written) and total else None


def _group(text: str, at: int, total: dict[str, Amount]) -> int:
    """Read units into `total` until the end or a closing bracket, and return where that is; -1 where it cannot be."""
    while at < len(text) and text[at] != ")":
        inner: dict[str, Amount] = {}
        if text[at] == "(":
            at = _group(text, at + 1, inner)
            if at < 0 or at >= len(text):
                return -1
            at += 1
        else:
            symbol = _SYMBOL.match(text, at)
            if symbol is None:
                return -1
            inner, at = {symbol[0]: {"": 1.0}}, symbol.end()
        times, at = _amount(text, at)
        for name, amount in inner.items():
            if set(amount) - {""} and set(times) - {""}:
                return -1
            for variable, value in _product(amount, times).items():
                held = total.setdefault(name, {})
                held[variable] = held.get(variable, 0.0) + value
    return at


def _product(one: Amount, other: Amount) -> Amount:
    constant, varying = (one, other) if set(one) <= {""} else (other, one)
    return {variable: value * constant.get("", 0.0) for variable, value in varying.items()}


def _amount(text: str, at: int) -> tuple[Amount, int]:
    """Read an amount such as `7-3x` from a place; one where none stands there."""
    found: Amount = {}
    start = at
    while (match := _TERM.match(text, at)) is not None and (match[2] or match[3]):
        if at > start and not match[1]:
            break
        if at == start and match[1]:
            break
        value = float(match[2] or 1) * (-1 if match[1] == "-" else 1) / float(match[4] or 1)
        found[match[3] or ""] = found.get(match[3] or "", 0.0) + value
        at = match.end()
    return found or {"": 1.0}, at
