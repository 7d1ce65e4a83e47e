"""The estimate of tokens against a real vocabulary (cl100k_base)."""

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

from coscientist.llm.wording.tokens import estimate_tokens

PROSE = (
    "Inhibition of glycogen synthase kinase-3 beta by lithium lowers the phosphorylation of tau at Ser396 in primary "
    "cortical neurons; we therefore hypothesise that co-treatment with a PP2A activator acts additively. "
)
TEXTS = {
    "prose": PROSE * 5,
    "SMILES": "CC(=O)Oc1ccccc1C(=O)O.CN1C=NC2=C1C(=O)N(C(=O)N2C)C.C[C@H](N)C(=O)N[C@@H](Cc1ccccc1)C(=O)O " * 5,
    "sequence": "MAEPRQEFEVMEDHAGTYGLGDRKDQGGYTMHQDQEGDTDAGLKESPLQTPTEDGSEEPGSETSDAKSTPTAEDVTAPLVDEGAPGKQAAAQPHTEIPEG"
    * 3,
    "JSON": '{"id": "h-01ab23cd45ef", "rating": {"value": 1234.56, "low": 1180.01, "high": 1290.9}, "claims": ["c-1"]}'
    * 5,
    "Greek": "Aβ42, α-synuclein, γ-secretase, TNF-α, IL-1β, ΔΔCt, 10 µM, ±3 °C " * 5,
    "Chinese": "激酶抑制导致tau蛋白磷酸化减少,这与细胞培养的结果一致。" * 5,
    "numbers": "0.123456 78.90 1e-12 3.14159 2718281828 " * 20,
}


@pytest.fixture(scope="module")
def encoding() -> Any:
    spec = importlib.util.find_spec("litellm")
    if spec is None or spec.origin is None or importlib.util.find_spec("tiktoken") is None:
        pytest.skip("needs tiktoken with the vocabulary that litellm carries")
    import tiktoken

    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(Path(spec.origin).parent / "litellm_core_utils" / "tokenizers")
    try:
        yield tiktoken.get_encoding("cl100k_base")
    finally:
        if before is None:
            os.environ.pop("TIKTOKEN_CACHE_DIR", None)
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = before


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_estimate_is_on_the_safe_side_and_not_absurd(name: str, encoding: Any) -> None:
    counted = len(encoding.encode(TEXTS[name]))
    assert counted <= estimate_tokens(TEXTS[name]) <= 2.6 * counted


def test_nothing_is_no_tokens() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("   ") == 0
