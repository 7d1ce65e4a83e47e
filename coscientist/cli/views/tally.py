"""What a run has done so far, counted from its events."""

from dataclasses import dataclass, field

from coscientist.domain.event import Event

PLACES = 5
STAGES = {
    "propose": "proposing hypotheses",
    "review": "checking and reviewing",
    "proximity": "merging duplicates",
    "tournament": "tournament",
    "inherit": "children against parents",
    "brief": "writing briefs",
}


@dataclass
class Tally:
    """Counts and leaders; updated event by event."""

    stage: str = "opening the literature"
    cycle: int = 0
    proposed: int = 0
    reviewed: int = 0
    known: int = 0
    eliminated: int = 0
    merged: int = 0
    skipped: int = 0
    rounds: int = 0
    votes: int = 0
    briefs: int = 0
    skipped_here: int = 0
    """In the stage that is under way."""
    leaders: list[tuple[str, str]] = field(default_factory=list)
    """Rating and title, best first."""

    def take(self, event: Event) -> None:
        """Count one more event."""
        stage = STAGES.get(event.stage, event.stage)
        self.skipped_here = (self.skipped_here if stage == self.stage else 0) + (event.kind == "skipped")
        self.stage = stage
        kind, data = event.kind, event.data
        if kind == "stage" and event.stage == "propose":
            self.cycle = int(data.get("cycle") or 0) + 1
        elif kind == "hypothesis":
            self.proposed += 1
        elif kind == "reviewed":
            self.reviewed += 1
        elif kind == "known":
            self.known += 1
            self.reviewed += 1
        elif kind == "eliminated":
            self.eliminated += 1
            self.reviewed += event.stage == "review"
        elif kind == "merged":
            self.merged += 1
        elif kind == "skipped":
            self.skipped += 1
        elif kind == "brief":
            self.briefs += 1
        elif kind == "round":
            self.rounds, self.votes = int(data.get("round") or 0), int(data.get("votes") or 0)
            places = (str(data[f"place {place}"]) for place in range(1, PLACES + 1) if f"place {place}" in data)
            leaders = [(rating, title) for rating, _, title in (place.partition(" ") for place in places)]
            # Before the first votes all are equal, and nobody leads.
            self.leaders = leaders if len({rating for rating, _ in leaders}) > 1 else []

    def counts(self) -> str:
        """Say the counts in one line, leaving out what did not happen."""
        said = [f"{self.proposed} proposed", f"{self.reviewed} reviewed"]
        said += [
            f"{count} {what}"
            for count, what in (
                (self.known, "already known"),
                (self.eliminated, "eliminated"),
                (self.merged, "merged"),
                (self.skipped, "skipped"),
            )
            if count
        ]
        if self.rounds:
            said.append(f"{self.votes:,} votes by round {self.rounds}")
        if self.briefs:
            said.append(f"{self.briefs} briefs")
        return ", ".join(said)
