"""Words by which a sentence speculates or denies."""

import re

_HEDGES = re.compile(
    r"\b(may(?! \d)|might|could|perhaps|possibl[ey]|possibility|probabl[ey]|likely|presumabl[ey]|putativ\w*|"
    r"suggest\w*|speculat\w*|hypothesi[sz]\w*|appears? to|seems? to|potential(?:ly)?|propos\w+|unclear|"
    r"remains? to be|thought to|believed to|postulat\w*|tempting)\b",
    re.IGNORECASE,
)
_DENIALS = re.compile(
    r"\b(did not|does not|do not|had no|has no|have no|no (?:significant |detectable )?(?:effect|change|difference)|"
    r"without (?:affecting|altering|changing)|failed to|fails to|unable to|not (?:affect|alter|change)\w*|unaffected|"
    r"unchanged|neither|lack of)\b",
    re.IGNORECASE,
)


def is_hedged(sentence: str) -> bool:
    """Say whether a sentence speculates.

    Limits: works on words, not on scope: a hedge about another clause of the same sentence counts too.
    """
    return _HEDGES.search(sentence) is not None


def is_denied(sentence: str) -> bool:
    """Say whether a sentence has a word of denial or of no effect. Limits: as for `is_hedged`."""
    return _DENIALS.search(sentence) is not None
