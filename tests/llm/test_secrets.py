"""Keys never show in texts."""

import pytest

from coscientist.llm.secrets import Secrets

KEY = "canary-0123456789abcdef"


def test_known_secrets_are_replaced_by_their_names() -> None:
    secrets = Secrets({"OPENAI_API_KEY": KEY, "HOME": "/home/ada", "SHORT_KEY": "tau"})
    assert secrets.scrub(f"401: wrong key {KEY} for /home/ada, tau") == (
        "401: wrong key [OPENAI_API_KEY removed] for /home/ada, tau"
    )


def test_a_secret_within_a_longer_secret_leaves_nothing() -> None:
    secrets = Secrets({"A_TOKEN": KEY, "B_TOKEN": KEY + "-suffix"})
    assert KEY not in secrets.scrub(f"{KEY}-suffix {KEY}")
    assert "suffix" not in secrets.scrub(f"{KEY}-suffix")


@pytest.mark.parametrize(
    "text",
    [
        "sk-abcdefghij0123456789",
        "Authorization: Bearer abcdefghij0123456789",
        "api_key=abcdefghij0123456789",
        "https://ada:lovelace99@proxy.example/v1",
        "AIza" + "x" * 35,
    ],
)
def test_what_is_shaped_like_a_secret_goes_too(text: str) -> None:
    scrubbed = Secrets({}).scrub(f"failed: {text}")
    assert "removed" in scrubbed
    assert "abcdefghij" not in scrubbed
    assert "lovelace99" not in scrubbed


def test_ordinary_error_texts_stay() -> None:
    text = "429: Rate limit reached for gpt-4o-mini on tokens per min (TPM): Limit 200000, Used 198000"
    assert Secrets({}).scrub(text) == text
