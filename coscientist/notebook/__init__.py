"""The notebook's face: what a run is doing, shown while it runs, and a person's part in it.

Everything else a notebook needs is on what `Campaign` returns: `run.dataframe()`, `run.plot_ratings()`,
`run.evidence(id)`, and the run itself at the end of a cell.
"""

from coscientist.notebook.people import Interview as Interview
from coscientist.notebook.people import approve_brief as approve_brief
from coscientist.notebook.people import approve_plan as approve_plan
from coscientist.notebook.people import ask as ask
from coscientist.notebook.people import pin as pin
from coscientist.notebook.watching import Watch as Watch
from coscientist.notebook.watching import watch as watch

__all__ = ["Interview", "Watch", "approve_brief", "approve_plan", "ask", "pin", "watch"]
