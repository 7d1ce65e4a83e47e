"""How many tokens a text is, on the safe side, without a tokeniser."""

import math
import re

_PIECES = re.compile(r"[a-z]+|[A-Z]+|[^\x00-\x7f]|[^\sA-Za-z]|\n")
_MESSAGE_OVERHEAD = 8


def estimate_tokens(text: str) -> int:
    """Return an estimate that is meant to be too high rather than too low.

    Words in small letters count a token for every four letters begun; capitals (sequences, formulae) one for every
    letter and a half; digits, punctuation, line breaks and everything outside ASCII one each.

    Limits: made for byte-pair vocabularies of 30,000 and more; about 1.2 to 2 times the count of cl100k_base on prose,
    SMILES, protein sequences and JSON (measured in tests/llm/test_tokens.py). Scripts outside Latin may need up to
    three tokens a character with small vocabularies: they are counted as two.
    """
    total = 0.0
    for piece in _PIECES.findall(text):
        if piece[0].islower() and piece.isascii():
            total += math.ceil(len(piece) / 4)
        elif piece[0].isupper() and piece.isascii():
            total += math.ceil(len(piece) / 1.5)
        elif piece.isascii():
            total += 1
        else:
            total += 2
    return math.ceil(total)


def estimate_messages(contents: list[str]) -> int:
    """Return the estimate for a conversation, with what its framing adds."""
    return sum(estimate_tokens(content) + _MESSAGE_OVERHEAD for content in contents)
