"""LaTeX's way of writing letters, as reference managers use it in BibTeX."""

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "th": "þ",
    "dj": "đ",
    "DJ": "Đ",
    "textendash": "–",
    "textemdash": "—",
    "textmu": "µ",
    "textdegree": "°",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "ldots": "…",
    "pm": "±",
    "times": "×",
    "leq": "≤",
    "geq": "≥",
    "approx": "≈",
    "rightarrow": "→",
    "to": "→",
    "infty": "∞",
    "degree": "°",
    "AND": "and",
}
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
    "chi psi omega"
)
for _name in _GREEK.split():
    _LETTERS[_name] = unicodedata.lookup(f"GREEK SMALL LETTER {'LAMDA' if _name == 'lambda' else _name}")
    _LETTERS[_name.capitalize()] = _LETTERS[_name].upper()

_ACCENT = re.compile(r"\\(?:([`'^~=.\"])\s*|([uvHcdbkr])(?:\s+|(?=\{|\\)))(?:\{\s*(\\?[^\W\d_])\s*\}|(\\?[^\W\d_]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*(\{\})?")
_ESCAPED = re.compile(r"\\([&%$#_{}])")


def decode_latex(text: str) -> str:
    """Return the text that LaTeX would set: accents, letters, Greek; other commands go and their argument stays."""
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _COMMAND.sub(lambda found: _LETTERS.get(found[1], ""), text)
        text = _ESCAPED.sub(lambda found: {"{": "\ue000", "}": "\ue001"}.get(found[1], found[1]), text)
        text = text.replace("\\\\", " ").replace("\\", "")
    text = re.sub(r"(?<!\\)\$", "", text) if text.count("$") % 2 == 0 else text
    text = text.replace("{", "").replace("}", "").replace("~", " ").replace("---", "—").replace("--", "–")
    text = text.replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", text.replace("\ue000", "{").replace("\ue001", "}"))


def _accented(found: re.Match[str]) -> str:
    letter = (found[3] or found[4]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[2]])
