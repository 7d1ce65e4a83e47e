"""Turns of phrase that mean a verb of direction."""

import pytest

from coscientist.agents.planning.idioms import plainly


@pytest.mark.parametrize(
    ("goal", "plain"),
    [
        ("NOX4 is overactive. What helps?", "reduce NOX4. What helps?"),
        ("We see that NOX4 is too high in our cells", "reduce NOX4 in our cells"),
        ("AMPK is too low in kidneys", "increase AMPK in kidneys"),
        ("What brings down NOX4?", "What reduce NOX4?"),
        ("What could bring it down?", "What could reduce?"),
        ("Which drugs bring AMPK back?", "Which drugs bring AMPK back?"),
        ("reduce the toxicity of NOX4 towards podocytes", "protect podocytes from NOX4"),
        ("block toxic effects of NOX4 on podocytes without AMPK", "protect podocytes from NOX4 without AMPK"),
        ("lower the toxicity of NOX4", "lower the toxicity of NOX4"),
        ("reduce the NOX4/AMPK ratio", "reduce the NOX4"),
        ("lower the ratio of NOX4 to AMPK", "lower NOX4"),
        ("why NOX4 is overactive", "why NOX4 is overactive"),
    ],
)
def test_they_are_put_plainly(goal: str, plain: str) -> None:
    assert plainly(goal) == plain
