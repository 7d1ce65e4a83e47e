"""The state machine: screen -> approve plan -> propose -> develop each -> proximity -> tournament -> inherit -> again,
or conclude -> approve briefs; planted copies are judged beside what follows. The two
approvals stop the run at a question to a person, where it asks for them.
"""

from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from coscientist.graph import routes
from coscientist.graph.nodes.approval import approve_briefs, approve_plan
from coscientist.graph.nodes.conclude import conclude
from coscientist.graph.nodes.controls import controls
from coscientist.graph.nodes.develop import develop
from coscientist.graph.nodes.inherit import inherit
from coscientist.graph.nodes.propose import propose
from coscientist.graph.nodes.proximity import proximity
from coscientist.graph.nodes.screen import screen
from coscientist.graph.nodes.take_up import take_up
from coscientist.graph.nodes.tournament import tournament
from coscientist.graph.services import Services
from coscientist.graph.standing import unreviewed
from coscientist.graph.state import RunState


def build_graph(checkpointer: BaseCheckpointSaver[Any] | None) -> CompiledStateGraph[RunState, Services]:
    """Compile the state machine over a checkpointer."""
    graph = StateGraph(RunState, context_schema=Services)
    for node in (
        screen,
        approve_plan,
        approve_briefs,
        propose,
        proximity,
        tournament,
        controls,
        inherit,
        take_up,
        conclude,
    ):
        graph.add_node(node.__name__, node)
    graph.add_node("develop", develop)
    graph.add_node("dispatch", _dispatch)
    graph.add_node("next_cycle", _next_cycle)
    graph.add_edge(START, "screen")
    graph.add_edge("screen", "approve_plan")
    graph.add_conditional_edges("approve_plan", routes.after_approval, ["propose", "dispatch", "conclude"])
    for source in ("propose", "dispatch"):
        graph.add_conditional_edges(source, routes.each_pending, ["develop", "proximity", "conclude"])
    graph.add_edge("take_up", "dispatch")
    graph.add_edge("develop", "proximity")
    graph.add_edge("proximity", "tournament")
    graph.add_edge("tournament", "inherit")
    # Copies are judged beside what comes next: they tell of the judges, and no hypothesis stands or falls with them.
    graph.add_conditional_edges("inherit", _after_inherit, ["controls", "next_cycle", "take_up", "conclude"])
    graph.add_edge("controls", END)
    graph.add_edge("next_cycle", "propose")
    graph.add_edge("conclude", "approve_briefs")
    graph.add_edge("approve_briefs", END)
    return graph.compile(checkpointer=checkpointer)


async def _dispatch(state: RunState) -> RunState:
    return {"ended": state.get("ended", "")}


async def _next_cycle(state: RunState) -> RunState:
    return {"cycle": state.get("cycle", 0) + 1}


def _after_inherit(state: RunState, runtime: Runtime[Services]) -> list[str]:
    services = runtime.context
    waiting = bool(unreviewed(services.store, services.run.id))
    then = routes.after_inherit(services.run.plan.cycles, waiting, services.ends_early(), state)
    return [*(["controls"] if state.get("originals") else []), then]
