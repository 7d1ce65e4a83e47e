"""The Markdown of a brief can be worked from and carries no live markup from elsewhere."""

import re

import pytest

from coscientist.domain.hypothesis import EffectDirection
from coscientist.experiments.briefs.building import build_brief
from coscientist.experiments.catalogue.loading import default_catalogue
from coscientist.experiments.rendering.markdown import brief_markdown
from tests.experiments.values import CONCEPTS, CREATED, PLAN, a_brief, a_hypothesis, dose_brief

ORDER = [
    "# Experiment brief", "**Objective.**", "## At a glance", "## To settle before starting", "## Prepare", "## Layout",
    "## Do", "## Send back", "## How it is decided", "## Why this experiment", "## Safety", "## Fine print",
]  # fmt: skip


def test_it_starts_with_the_objective_and_goes_the_way_of_the_work() -> None:
    text = brief_markdown(dose_brief())
    places = [text.index(heading) for heading in ORDER]
    assert places == sorted(places)


def test_every_well_of_every_plate_is_in_the_maps() -> None:
    brief, text = dose_brief(), brief_markdown(dose_brief())
    for well in brief.layout.wells:
        assert f"{well.treatment} {well.sample}" in text


def test_tables_have_as_many_cells_as_their_head() -> None:
    for kind in ("phosphorylation", "viability", "behaviour", "material property"):
        columns = 0
        for line in brief_markdown(a_brief(a_hypothesis(kind=kind, readout="x"))).splitlines():
            if not line.startswith("|"):
                columns = 0
                continue
            cells = len(re.findall(r"(?<!\\)\|", line)) - 1
            columns = columns or cells
            assert cells == columns, line


def test_every_step_treatment_and_unknown_is_told() -> None:
    brief, text = dose_brief(), brief_markdown(dose_brief())
    assert all(f"\n{step.n}. " in text for step in brief.protocol.steps)
    assert all(f"| {t.ref} | {t.role} |" in text for t in brief.treatments)
    assert text.count("- [ ] ") == len(brief.unknowns)


def test_no_placeholder_is_left() -> None:
    for assay in default_catalogue().assays:
        for direction in EffectDirection:
            hypothesis = a_hypothesis(kind=assay.readout_kinds[0], readout="the readout", direction=direction)
            assert not re.search(r"\{(?!ratio|log2|cells|rpm)\w+\}", brief_markdown(a_brief(hypothesis)))


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "![x](http://example.org/a.png)", "[x](javascript:alert(1))", "a|b\n# c"]
)
def test_names_cannot_smuggle_markup(name: str) -> None:
    concepts = {**CONCEPTS, "c:odd": CONCEPTS["c:minocycline"].model_copy(update={"name": name})}
    text = brief_markdown(build_brief(a_hypothesis("c:odd"), plan=PLAN, concepts=concepts, created_at=CREATED))
    assert "<script>" not in text
    assert "](http" not in text
    assert "](javascript" not in text
    assert "\n# c" not in text


def test_unverified_hazards_are_not_dressed_up() -> None:
    text = brief_markdown(dose_brief())
    assert "No hazard class has been verified here for the following" in text
    assert not re.search(r"\bH[23]\d\d\b", text)
