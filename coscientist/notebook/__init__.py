"""The notebook's face: what a run is doing, shown while it runs.

Everything else a notebook needs is on what `Campaign` returns: `run.dataframe()`, `run.plot_ratings()`,
`run.evidence(id)`, and the run itself at the end of a cell.
"""

from coscientist.notebook.watching import Watch as Watch
from coscientist.notebook.watching import watch as watch

__all__ = ["Watch", "watch"]
