"""Animals that stand for a disease: `APP/PS1 mice` are set in Alzheimer's disease."""

import re
import tomllib
from functools import cache
from pathlib import Path

from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.planning.words import tokens

_LISTED = Path(__file__).with_name("disease_models.toml")
_BRED = r"(?:[- ](?:human|tau|synuclein|transgenic|mutant|tg|model|knock-?in))*"
_ANIMALS = _BRED + r"[- ](?:mouse|mice|rats?|animals?|models?|brains?)(?: models?)?\b"


def models_named(goal: str, lexicon: Lexicon) -> dict[str, str]:
    """Return the animal models that a goal names, as it writes them, with the disease that each stands for.

    Limits: the listed strains, where the goal says that they are animals; diseases that the corpora name.
    """
    found = {}
    for name, disease in _models():
        said = re.search(rf"(?<!\w){re.escape(name)}{_ANIMALS}", goal, re.IGNORECASE)
        if said and lexicon.meaning(tuple(tokens(disease))):
            found[said[0]] = disease
    return {said: disease for said, disease in found.items() if not any(said != it and said in it for it in found)}


@cache
def _models() -> tuple[tuple[str, str], ...]:
    listed = tomllib.loads(_LISTED.read_text(encoding="utf-8"))["models"]
    return tuple((name, entry["disease"]) for entry in listed for name in entry["names"])
