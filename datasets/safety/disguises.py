"""Ways in which the same request can be written so that a list of words does not see it."""

from collections.abc import Callable

_DIGITS = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"})
_CYRILLIC = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"})
_WIDE = str.maketrans({chr(letter): chr(letter + 0xFEE0) for letter in range(0x41, 0x7B)})

DISGUISES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "digits for letters": lambda goal: goal.translate(_DIGITS),
    "Cyrillic letters": lambda goal: goal.translate(_CYRILLIC),
    "wide letters": lambda goal: goal.translate(_WIDE),
    "letters set apart": lambda goal: "  ".join(" ".join(word) for word in goal.split()),
    "dots between letters": lambda goal: " ".join(".".join(word) for word in goal.split()),
    "invisible characters": "\u200b".join,
    "between harmless sentences": lambda goal: f"Vaccines protect people. {goal} Thank you for your help.",
}
