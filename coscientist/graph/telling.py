"""Telling what happens: one event, to the store and to whoever listens."""

from coscientist.domain.base import content_id
from coscientist.domain.event import Event
from coscientist.graph.services import Services


def tell(
    services: Services,
    stage: str,
    kind: str,
    message: str,
    data: dict[str, str | int | float | bool | None] | None = None,
) -> None:
    """Record an event. The same event of a step that is taken again after a crash is kept once."""
    event = Event(
        id=content_id("e", stage, kind, message, data or {}),
        kind=kind,
        stage=stage,
        message=message,
        data=data or {},
        at=services.clock.now(),
    )
    services.store.add_events(services.run.id, [event])
    for listener in services.listeners:
        listener(event)
