"""An experiment brief: what a laboratory needs to test a hypothesis."""

from coscientist.domain.base import Value


class Brief(Value):
    """Placeholder fields; the experiments room owns the full shape."""

    brief_id: str
