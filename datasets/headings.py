"""Subject headings, as vocabularies write them and as sentences do."""


def natural_order(heading: str) -> str:
    """Undo MeSH's inversion: `Contraceptives, Oral` is `Oral Contraceptives`."""
    head, comma, rest = heading.partition(", ")
    return f"{rest} {head}" if comma and "," not in rest else heading
