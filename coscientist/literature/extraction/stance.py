"""Sentences, and parts of them, that ask, aim or suppose, and so claim nothing."""

import re

_ASKS = re.compile(
    r"\?\s*$|^\W*(?:to (?:determine|test|investigate|examine|assess|explore|address|elucidate|evaluate|clarify|study|"
    r"understand|verify|ascertain)\b|here,? we (?:ask|investigat|examin|test)\w*)|"
    r"\b(?:we|i|authors?|study|studies|work|experiments?)\s+(?:\w+\s+){0,3}?"
    r"(?:aim(?:s|ed)?|hypothesi[sz]ed?|ask(?:ed|s)?|sought|wonder\w*|set out|wish(?:ed)?|intend\w*|speculat\w+|"
    r"postulat\w+|wanted|recommend\w*)\b|"
    r"\b(?:aims?|objectives?|purpose|goal) (?:of|was|is|were)\b|\bhypothesis (?:that|is|was)\b|"
    r"\b(?:remains?|is|are) (?:to be (?:determined|established|elucidated|investigated|seen)|unclear|unknown|uncertain|"
    r"controversial|poorly understood|not (?:known|clear|understood))\b|"
    r"^\W*(?:the |these |possible |potential )*(?:\w+ ){0,3}(?:effects?|roles?|mechanisms?|impacts?|influences?)\b"
    r"(?!.*\b(?:found|show(?:s|ed|n)?|reveal(?:s|ed)?|demonstrated)\b).*\b(?:was|were|has been|have been|is|are)\s+"
    r"(?:\w+ly )?(?:also |further |then )?(?:investigated|examined|evaluated|assessed|explored|studied|analy[sz]ed)\b|"
    r"\b(?:study|work|we|paper) (?:\w+ly )?(?:examined|investigated|assessed|evaluated|explored|studied|analy[sz]ed)\s"
    r"(?:the |possible |potential |\w+ive )*(?:effects?|roles?|mechanisms?|impacts?|influences?)\b"
    r"(?!.*\b(?:found|show(?:s|ed|n)?|reveal(?:s|ed)?|demonstrated)\b)|"
    r"\b(?:aimed|designed|undertaken|conducted|performed|planned|carried out) to (?:\w+ly )?(?:determine|test|"
    r"investigate|examine|assess|explore|elucidate|evaluate|clarify|study)\b|"
    r"\b(?:future|further) (?:stud(?:y|ies)|research|experiments?|work) (?:is|are|will|should)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:whether|if)\b", re.IGNORECASE)


def asks(sentence: str) -> bool:
    """Say whether a sentence is a question, an aim or a hypothesis, and claims nothing.

    Limits: works on words; a sentence that states a finding beside its aim is taken for the aim.
    """
    return _ASKS.search(sentence) is not None


def open_from(sentence: str) -> int:
    """Return where a sentence begins to leave things open (`whether`, `if`); its length where it does not."""
    match = _OPEN.search(sentence)
    return match.start() if match else len(sentence)
