"""Licences under one name each, whatever a service or a file calls them."""

import re

_CODE = r"by(?:-nc)?(?:-nd|-sa)?"
_URL = re.compile(rf"creativecommons\.org/licen[sc]es/({_CODE})(?:/(\d\.\d))?", re.IGNORECASE)
_ZERO = re.compile(r"creativecommons\.org/publicdomain/zero|^cc[ -]?(?:0|zero)\b", re.IGNORECASE)
_SHORT = re.compile(rf"^cc[ -]?({_CODE})(?:[ -]?v?(\d\.\d))?$", re.IGNORECASE)
_JOINED = {"byncnd": "by-nc-nd", "byncsa": "by-nc-sa", "bync": "by-nc", "bynd": "by-nd", "bysa": "by-sa"}


def normal_licence(text: str | None) -> str | None:
    """Return `CC BY 4.0`, `CC BY-NC-ND`, `CC0`; any other statement as it is, and None for an empty one."""
    if text is None or not (stated := " ".join(text.split())[:300]):
        return None
    if _ZERO.search(stated):
        return "CC0"
    if found := _URL.search(stated):
        return _named(found[1], found[2])
    tidy = stated.lower().replace("_", "-")
    squeezed = re.sub(r"[^a-z]", "", tidy.removeprefix("cc"))
    if tidy.startswith("cc") and squeezed in _JOINED and not re.search(r"\d", tidy):
        return _named(_JOINED[squeezed], None)
    if found := _SHORT.fullmatch(tidy.replace(" ", "-")):
        return _named(found[1], found[2])
    return stated


def _named(code: str, version: str | None) -> str:
    return f"CC {code.upper()}" + (f" {version}" if version else "")
