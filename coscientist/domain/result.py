"""What a laboratory sent back."""

from coscientist.domain.base import Value


class Result(Value):
    """Placeholder fields; the experiments room owns the full shape."""

    id: str
    brief: str
