"""One hypothesis in full, as `show` tells it."""

from rich.console import Group, RenderableType
from rich.text import Text

from coscientist.app.record import Entry, Record
from coscientist.app.views.evidence import evidence_of
from coscientist.app.views.numbers import chance
from coscientist.cli.views.evidence_view import evidence_lines
from coscientist.cli.views.leaderboard import rating_phrase
from coscientist.cli.views.page import bullet, fact, heading, indented
from coscientist.cli.views.review_view import check_lines, review_lines
from coscientist.cli.views.terminal import joined, styled
from coscientist.domain.hypothesis import Hypothesis, Prediction, tried
from coscientist.domain.review import novelty_of


def hypothesis_page(record: Record, entry: Entry) -> Group:
    """Return the page of one hypothesis."""
    item = entry.hypothesis
    parts: list[RenderableType] = [styled(item.title, "bold"), Text(item.id, style="dim"), _standing(record, entry)]
    if entry.rank is None and entry.decision is not None:
        parts.append(styled(f"Out of play by {entry.decision.by}: {entry.decision.why}", "red"))
    parts += [heading("Statement"), indented(item.statement)]
    if item.predictions:
        parts.append(heading("Predictions"))
        parts += [bullet(_prediction(record, item, each)) for each in item.predictions]
    parts += _otherwise(item)
    parts += evidence_lines(evidence_of(record, entry), everything=False)
    parts += review_lines(entry.reviews)
    parts += check_lines(entry.checks, everything=False)
    parts += [heading("Origin"), *_origin(record, entry)]
    return Group(*parts)


def _standing(record: Record, entry: Entry) -> Text:
    place = f"Rank {entry.rank} of {len(record.in_play)}" if entry.rank is not None else "Not ranked"
    best = f", the best with probability {chance(entry.rating.p_best)}" if entry.rating else ""
    found = novelty_of(entry.reviews)
    held = ", held to be known already by a referee (unverified)" if found and found.opinions else ""
    return joined(
        f"{place}; ",
        rating_phrase(entry.rating),
        f"{best}; {entry.status.value}; novelty: {found.state.value if found else 'not searched'}{held}",
    )


def _prediction(record: Record, item: Hypothesis, prediction: Prediction) -> Text:
    what = tried(item, prediction, record.name)
    size = f" ({prediction.effect:g} {prediction.unit or ''})" if prediction.effect is not None else ""
    why = f" ({prediction.rationale})" if prediction.rationale else ""
    mark = styled("primary ", "cyan") if prediction.primary else ""
    return joined(
        mark, f"{prediction.readout}: ", styled(prediction.direction.value, "bold"), size,
        f" under {what} against {prediction.comparator}", styled(why, "dim"),
    )  # fmt: skip


def _otherwise(item: Hypothesis) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if item.falsifiers:
        parts.append(heading("It is wrong if"))
        parts += [bullet(each) for each in item.falsifiers]
    if item.null or item.alternative:
        parts.append(heading("Instead of it"))
        parts += [
            indented(fact(name, text))
            for name, text in (("Null", item.null), ("Other cause", item.alternative))
            if text
        ]
    return parts


def _origin(record: Record, entry: Entry) -> list[RenderableType]:
    item = entry.hypothesis
    titles = {each.hypothesis.id: each.hypothesis.title for each in record.entries}
    made = f"{item.strategy} in cycle {item.cycle + 1}" + (f" with {item.model}" if item.model else ", without a model")
    parts: list[RenderableType] = [indented(fact("Made by", made))]
    parts += [indented(fact("Parent", f"{parent} {titles.get(parent, '')}")) for parent in item.parents]
    parts += [indented(fact("Took in", f"{other} {titles.get(other, '')}")) for other in entry.merged]
    parts += [indented(fact("Note", note)) for note in item.notes]
    return parts
