"""How many tokens a text is, on the safe side, without a tokeniser."""

import math
import re
import string
from functools import lru_cache

_QUARTERS = re.compile(r"[a-z]{1,4}")
_SMALL = string.ascii_lowercase.encode()
_CAPITALS = string.ascii_uppercase.encode()
_BLANKS = b" \t\r"
_MESSAGE_OVERHEAD = 8


@lru_cache(maxsize=256)
def estimate_tokens(text: str) -> int:
    """Return an estimate that is meant to be too high rather than too low.

    Words in small letters count a token for every four letters begun; capitals (sequences, formulae) one for every
    letter and a half; digits, punctuation, line breaks and everything outside ASCII one each.

    Limits: made for byte-pair vocabularies of 30,000 and more; about 1.2 to 2 times the count of cl100k_base on prose,
    SMILES, protein sequences and JSON (measured in tests/llm/test_tokens.py). Scripts outside Latin may need up to
    three tokens a character with small vocabularies: they are counted as two.
    """
    ascii_only = text.encode("ascii", "ignore")
    rest = ascii_only.translate(None, _SMALL + _BLANKS)
    others = len(rest.translate(None, _CAPITALS))
    capitals = len(rest) - others
    beyond = len(text) - len(ascii_only)
    return len(_QUARTERS.findall(text)) + math.ceil(capitals / 1.5) + others + 2 * beyond


def estimate_messages(contents: list[str]) -> int:
    """Return the estimate for a conversation, with what its framing adds."""
    return sum(estimate_tokens(content) + _MESSAGE_OVERHEAD for content in contents)
