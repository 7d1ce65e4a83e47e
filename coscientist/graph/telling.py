"""Telling what happens: to the store and to whoever listens."""

from collections.abc import Sequence

from coscientist.domain.base import content_id
from coscientist.domain.event import Data, Event
from coscientist.graph.services import Services


def tell(services: Services, stage: str, kind: str, message: str, data: Data | None = None) -> None:
    """Record an event. The same event of a step that is taken again after a crash is kept once."""
    tell_all(services, stage, kind, [(message, data or {})])


def tell_all(services: Services, stage: str, kind: str, told: Sequence[tuple[str, Data]]) -> None:
    """Record several events of one kind, each a message with its data, in one transaction."""
    if not told:
        return
    at = services.clock.now()
    events = [
        Event(
            id=content_id("e", stage, kind, message, dict(data)),
            kind=kind,
            stage=stage,
            message=message,
            data=dict(data),
            at=at,
        )
        for message, data in told
    ]
    services.store.add_events(services.run.id, events)
    for event in events:
        for listener in services.listeners:
            listener(event)
