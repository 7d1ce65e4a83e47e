"""Which model serves which role."""

import pytest

from coscientist.domain.errors import SettingsError
from coscientist.llm.routes import ModelRoutes


def test_the_most_specific_pattern_wins() -> None:
    routes = ModelRoutes.parse(["openai/cheap", "ranking/debate=a/strong > b/other", "ranking/*=a/middle"])
    assert routes.route("ranking/debate").models == ("a/strong", "b/other")
    assert routes.route("ranking/single").models == ("a/middle",)
    assert routes.route("reflection/full").models == ("openai/cheap",)
    assert routes.models == ("openai/cheap", "a/strong", "b/other", "a/middle")


@pytest.mark.parametrize("texts", [[], [""], ["a=b>"], ["=b"], ["x", "*=y"]])
def test_what_cannot_be_read_is_refused(texts: list[str]) -> None:
    with pytest.raises(SettingsError):
        ModelRoutes.parse(texts)


def test_a_role_without_a_model_is_said() -> None:
    with pytest.raises(SettingsError, match="'reflection/full'"):
        ModelRoutes.parse(["ranking/*=a/b"]).route("reflection/full")
