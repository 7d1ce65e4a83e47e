"""The exit codes that scripts rely on, by how a run stands."""

import pytest

from coscientist.app.views.summary import exit_code
from coscientist.domain.run import RunStatus


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (RunStatus.DONE, 0),
        (RunStatus.REFUSED, 2),
        (RunStatus.WAITING, 2),
        (RunStatus.BUDGET_ENDED, 3),
        (RunStatus.FAILED, 4),
    ],
)
def test_a_run_ends_with_the_code_of_its_status(status: RunStatus, code: int) -> None:
    assert exit_code(status) == code
