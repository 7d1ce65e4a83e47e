"""What every run needs, imported and read before processes fork, so that each starts within a fraction of a second."""

import tests.support.killed  # noqa: F401
from coscientist.literature.embedders import UniversalSentenceEncoder
from coscientist.tools.chemistry.structures import confirmed_structures

UniversalSentenceEncoder().encode(["warm"])
dict(confirmed_structures())
