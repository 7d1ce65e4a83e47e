"""Putting text from papers, files, tools and models into a prompt as data that cannot pose as instructions."""

import hashlib
import re
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_TAG = re.compile(
    r"<(\s{0,9}/?\s{0,9}(?:data|system|assistant|user|human|developer|think|thinking|reasoning|instructions?|prompt|message"
    r"|tool\w*|function\w*|invoke|s|bos|eos|start_of_turn|end_of_turn)\b[^<>]{0,200})>",
    re.IGNORECASE,
)
_TEMPLATE_TOKEN = re.compile(
    r"<(\|[^<>|]{0,80}\|)>|\[(/?(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\s*)\]|<<(/?SYS)>>"
)
_SPEAKER = re.compile(
    r"(?im)^([ \t>*_#-]*)"
    r"((?:system|assistant|user|human|developer|ai|tool|function|(?:new )?instructions?)\b[ \t*_]{0,4}:)"
)
_HEADING = re.compile(r"(?im)^([ \t]*)(#{1,6}\s*(?:system|assistant|user|human|developer|instruction|response)s?\b)")
_RULE = re.compile(r"(?m)^([ \t]*)((?:`{3,}|~{3,}|-{3,}|={3,}))")
_SPACE = re.compile(r"\s+")


class Data(str):
    """Untrusted text that has been made safe to stand in a prompt."""

    __slots__ = ()


class Trusted(str):
    """Words of our own, which may stand in a prompt as they are."""

    __slots__ = ()


@lru_cache(maxsize=1024)
def as_data(text: str, limit: int = 20_000) -> Data:
    """Return untrusted text fenced and marked as data, at most `limit` characters of it.

    Control characters and invisible ones are taken out; whatever could close the fence, open a turn of somebody else
    or look like a chat template's own tokens is bent so that it reads the same and means nothing. The fence carries
    a hash of what it holds, so that text cannot know the mark that would close it.

    Limits: it keeps text from posing as another speaker. It cannot keep a model from being persuaded by what the text
    says; therefore nothing that a reply asks for is ever carried out.
    """
    cleaned = neutralise(text)
    left_out = len(cleaned) - limit
    if left_out > 0:
        cleaned = f"{cleaned[:limit]} [… {left_out} characters left out]"
    mark = hashlib.sha256(cleaned.encode()).hexdigest()[:8]
    return Data(f"<data {mark}>\n{cleaned}\n</data {mark}>")


@lru_cache(maxsize=4096)
def as_line(text: str, limit: int = 300) -> Data:
    """Return a short untrusted text (a name, a title) on one line in quotation marks."""
    cleaned = _SPACE.sub(" ", neutralise(text)).strip().replace("«", "‹").replace("»", "›")
    if len(cleaned) > limit:
        cleaned = cleaned[: limit - 1].rstrip() + "…"
    return Data(f"«{cleaned}»")


def neutralise(text: str) -> str:
    """Return text without invisible characters and without anything that a chat template gives a meaning to."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _INVISIBLE.sub("", text)
    # Surrogates cannot be sent at all.
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _TEMPLATE_TOKEN.sub(
        lambda found: "‹" + next(part for part in found.groups() if part is not None) + "›", text
    )
    text = _TAG.sub(r"‹\1›", text)
    text = _SPEAKER.sub(r"\1› \2", text)
    text = _HEADING.sub(r"\1› \2", text)
    return _RULE.sub(r"\1› \2", text)
