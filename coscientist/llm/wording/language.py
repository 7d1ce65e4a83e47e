"""Telling that a reply came in another language than the one asked for."""

import re
import unicodedata
from collections import Counter

_WORDS = {
    "en": "the of and to in is that it for as with was on are by this be at from which not have has an were been "
    "their its can these would should may than but or if when through more between both such",
    "de": "der die das und ist nicht mit von den dem des ein eine einer einen zu für auf im als auch wird werden sind "
    "durch bei oder aus dass kann sich wie nach über zur zum hat",
    "fr": "le la les des et est une un du dans que qui pour par sur avec ne pas plus sont cette ces aux être peut ou "
    "comme leur leurs entre ainsi au",
    "es": "el la los las de que y en un una por con para es del se no al más como su sus entre este esta son pero o "
    "puede ser también lo",
    "it": "il lo la gli le di che e è un una per con non si del della dei delle nel nella sono come più questo questa "
    "tra può essere anche ed",
    "pt": "o a os as de que e em um uma para com não por do da dos das no na se mais como ao são pode ser entre este "
    "esta também ou",
    "nl": "de het een en van is dat niet met voor op in zijn door aan bij ook als wordt worden deze dit kan naar uit "
    "tussen om er maar of",
}
_STOPWORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_LANGUAGES_OF = {
    word: tuple(language for language, words in sorted(_STOPWORDS.items()) if word in words)
    for word in frozenset[str]().union(*_STOPWORDS.values())
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 25
_ENOUGH_LETTERS = 40

LANGUAGES = tuple(sorted(_STOPWORDS))
"""ISO 639-1 codes of the languages that can be asked for and told apart."""


def foreign_to(language: str, text: str) -> str | None:
    """Return what the text seems to be written in when it is clearly not `language`; None when it may well be.

    The share of another script decides first (Greek letters belong to the field's spelling and count as Latin), then
    which language's commonest words fill the text.

    Limits: says nothing about texts of fewer than 25 words in Latin script, nor about languages outside LANGUAGES;
    built to let every doubtful text pass, since a wrong alarm costs an answer.
    """
    if language not in _STOPWORDS:
        return None
    script = _other_script(text)
    if script is not None:
        return script
    words = Counter([word.casefold() for word in _WORD.findall(text)])
    if words.total() < _ENOUGH_WORDS:
        return None
    counts = dict.fromkeys(LANGUAGES, 0)
    for word in words.keys() & _LANGUAGES_OF.keys():
        for name in _LANGUAGES_OF[word]:
            counts[name] += words[word]
    best = max(counts, key=lambda name: (counts[name], name == language))
    clearly = counts[best] >= 0.2 * words.total() and counts[best] >= 2 * counts[language]
    return best if best != language and clearly else None


def _other_script(text: str) -> str | None:
    """Return the script of most letters when it is neither Latin nor Greek."""
    if text.isascii():
        return None
    letters = [character for character in text if character.isalpha()]
    if len(letters) < _ENOUGH_LETTERS:
        return None
    scripts = Counter(_script(character) for character in letters)
    foreign = len(letters) - scripts["latin"] - scripts["greek"]
    if foreign <= 0.4 * len(letters):
        return None
    return max(sorted(set(scripts) - {"latin", "greek"}), key=lambda name: scripts[name]) + " script"


def _script(character: str) -> str:
    if character.isascii():
        return "latin"
    return unicodedata.name(character, "UNKNOWN").split()[0].split("-")[0].lower()
