"""docs/models.md names everything that can be set and everything that can go wrong."""

from pathlib import Path

import pytest

from coscientist.llm.record.outcome import FailureKind
from coscientist.llm.transports.profiles import PROFILES

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "models.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.prefix)
def test_every_local_server_is_documented(profile: object) -> None:
    found = next(known for known in PROFILES if known is profile)
    variables = (*found.base_variables, *found.key_variables, *filter(None, [found.context_variable]))
    for text in (f"`{found.prefix}/", found.base_url, found.title, *(f"`{variable}`" for variable in variables)):
        assert text in TEXT


@pytest.mark.parametrize("kind", FailureKind)
def test_every_kind_of_failure_is_documented(kind: FailureKind) -> None:
    assert f"`{kind.value}`" in TEXT


def test_the_example_of_a_scripted_model_runs() -> None:
    example = TEXT.split("```python\n", 1)[1].split("```", 1)[0]
    exec(compile(example, "docs/models.md", "exec"), {"__name__": "example"})
