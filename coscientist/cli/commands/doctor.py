"""`coscientist doctor`: whether everything that a run needs is there."""

from typing import Annotated

import typer

from coscientist.cli.options import JsonOption, WorkspaceOption


def doctor(
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME", help="Also ask this language model one small question.", show_default=False
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look whether everything that a run needs is there. Without --model nothing leaves this machine."""
    import asyncio
    import os

    from rich.table import Table

    from coscientist.cli.diagnosis import findings
    from coscientist.cli.views.terminal import joined, print_json, stdout, styled
    from coscientist.domain.errors import ExitCode

    out = stdout()
    found = [finding.model_dump() for finding in findings(workspace)]
    asked = []
    if model is not None:
        from coscientist.app.clock import SystemClock
        from coscientist.app.models.model_settings import prices, timeout
        from coscientist.llm.doctor import examine

        patience = timeout(os.environ, 120.0)
        report = asyncio.run(
            examine(model, os.environ, SystemClock(), timeout_seconds=patience, prices=prices(os.environ))
        )
        asked = [
            {**finding.model_dump(), "what": f"{model}: {finding.what}", "remedy": ""} for finding in report.findings
        ]
    if as_json:
        print_json({"findings": [*found, *asked]})
    else:
        styles = {"works": "green", "unknown": "yellow", "fails": "bold red"}
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for each in [*found, *asked]:
            detail = joined(each["detail"], styled(f"\n{each['remedy']}" if each["remedy"] else "", "yellow"))
            table.add_row(styled(each["state"], styles[each["state"]]), styled(each["what"], "bold"), detail)
        out.print(table)
    if any(each["state"] == "fails" for each in asked):
        raise typer.Exit(int(ExitCode.SERVICE_FAILED))
    if any(each["state"] == "fails" for each in found):
        raise typer.Exit(int(ExitCode.USER_CAN_FIX))
