"""`coscientist serve`: the workspace over HTTP."""

from typing import Annotated

import typer

from coscientist.cli.options import WorkspaceOption


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on; other machines reach 0.0.0.0.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="Port to listen on.")] = 8765,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve the workspace over HTTP, to this machine only.

    Whoever asks has to send the token of COSCIENTIST_TOKEN, or the one that is shown at the start. Ctrl-C ends it.
    """
    from coscientist.cli.views.terminal import stderr
    from coscientist.server import serving

    err = stderr()
    serving.serve(workspace, host=host, port=port, say=lambda text: err.print(text, soft_wrap=True))
