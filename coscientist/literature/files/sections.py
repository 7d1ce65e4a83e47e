"""Section headings as papers write them, and the sections that hold no evidence."""

import re

_SAYING = (
    "abstract|summary|introduction|background|related work|theory|methods?|materials? and methods|"
    "methods and materials|experimental(?: section| procedures| methods| design)?|patients and methods|"
    "subjects and methods|study design|data analysis|statistical analysis|results?|results and discussion|findings|"
    "discussion|discussion and conclusions?|conclusions?|concluding remarks|limitations|outlook|perspectives?|"
    "abbreviations|appendix(?: [a-z0-9])?|supplementary (?:materials?|information|data)|supporting information"
)
_SAYING_NOTHING = (
    "references|bibliography|literature cited|works cited|acknowledge?ments?|funding|declarations?|"
    "(?:conflicts? of|competing) interests?|author(?:s['’]?)? contributions?|"
    "data availability(?: statement)?|ethics(?: statement| approval)?"
)
_NUMBER = r"(?:(?:\d{1,2}|[ivx]{1,4})(?:\.\d{1,2}){0,3}[.:)]?\s+)?"
_HEADING = re.compile(rf"{_NUMBER}({_SAYING}|{_SAYING_NOTHING})\s*[:.]?", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+([A-Z][^.!?]{2,80})")
_SILENT = re.compile(_SAYING_NOTHING, re.IGNORECASE)


def heading_in(line: str) -> str | None:
    """Return the section's name when a line is a known heading or a numbered one, else None.

    Limits: a heading that is neither known nor numbered is taken for text.
    """
    bare = line.strip()
    if len(bare) > 100:
        return None
    known = _HEADING.fullmatch(bare)
    if known:
        return known[1].capitalize() if known[1].isupper() or known[1].islower() else known[1]
    numbered = _NUMBERED.fullmatch(bare)
    return numbered[1].strip() if numbered else None


def is_silent(heading: str) -> bool:
    """Say whether a section holds no statements of its own: references, thanks, funding, declarations."""
    return _SILENT.fullmatch(heading.strip(" :.0123456789")) is not None
