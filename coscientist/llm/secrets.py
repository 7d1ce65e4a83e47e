"""Keeping keys out of prompts, records, error texts and logs."""

import re
from collections.abc import Mapping

_NAMES = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$", re.IGNORECASE)
_SHORTEST = 8
_SHAPES = (
    re.compile(r"\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}"),
    re.compile(r"(?i)\bbearer\s+[A-Za-z0-9._~+/=-]{8,}"),
    re.compile(r"(?i)\b(?:api[_-]?key|x-api-key|authorization)\b[\"']?\s*[:=]\s*[\"']?[A-Za-z0-9._~+/=-]{8,}"),
    re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    re.compile(r"\bAIza[0-9A-Za-z_-]{30,}"),
    re.compile(r"\bgh[pousr]_[A-Za-z0-9]{20,}"),
    re.compile(r"\bhf_[A-Za-z0-9]{20,}"),
)
_USERINFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/\s:@]+:[^/\s@]+@")


class Secrets:
    """The secrets that this process was given through its environment, to take out of any text.

    Limits: values shorter than eight characters are left alone, because taking them out would garble ordinary text.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        found = {
            value: name
            for name, value in environment.items()
            if _NAMES.search(name) and len(value.strip()) >= _SHORTEST
        }
        # The longest first: a secret that contains another must go as a whole.
        self._values = sorted(((value.strip(), name) for value, name in found.items()), key=lambda v: (-len(v[0]), v))

    def scrub(self, text: str) -> str:
        """Return the text with every known secret, and everything shaped like one, replaced by its name."""
        text = self.scrub_known(text)
        text = _USERINFO.sub(r"\1[removed]@", text)
        for shape in _SHAPES:
            text = shape.sub("[removed]", text)
        return text

    def scrub_known(self, text: str) -> str:
        """Return the text without the environment's own secrets only: for prompts and answers, which stay verbatim.

        Lone surrogates, which can be neither sent nor kept, become question marks.
        """
        text = text.encode("utf-8", "replace").decode("utf-8")
        for value, name in self._values:
            if value in text:
                text = text.replace(value, f"[{name} removed]")
        return text
