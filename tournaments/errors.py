"""What can go wrong in a tournament beside an invalid ledger."""

from coscientist.domain.errors import CoscientistError


class NotFittedError(CoscientistError):
    """Standings were read from a file and hold no fitted distribution any more."""

    def __init__(self) -> None:
        super().__init__("These standings carry no fit.", "Rate the ledger again: rate(matches, hypotheses).")
