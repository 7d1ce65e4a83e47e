"""Serves a workspace over HTTP, to this machine unless told otherwise. What it needs is loaded when it is called."""

import ipaddress
from collections.abc import Callable
from pathlib import Path

from coscientist.domain.errors import OptionalDependencyError, SettingsError

HOST = "127.0.0.1"
PORT = 8765


def serve(
    workspace: Path | str | None = None,
    *,
    host: str = HOST,
    port: int = PORT,
    say: Callable[[str], None],
) -> None:
    """Serve until interrupted. The token is that of COSCIENTIST_TOKEN, or a new one, which is told once through `say`.

    Raises: OptionalDependencyError without the extra `serve`; SettingsError for a token or a port that cannot be used.
    """
    try:
        import uvicorn

        from coscientist.server.access import token_from_environment
        from coscientist.server.app import create_app
    except ImportError as error:
        raise OptionalDependencyError("The server", "serve") from error
    from coscientist.app.campaign import Campaign

    if not 0 < port < 65536:
        raise SettingsError(f"{port} is no port.", "Give a number from 1 to 65535.")
    token, new = token_from_environment()
    with Campaign(workspace) as campaign:
        app = create_app(campaign, token)
        say(f"Serving {campaign.workspace.folder} at http://{_in_address(host)}:{port}/api/v1 (Ctrl-C ends it).")
        if new:
            say(f"Token for this session: {token}")
        if not is_loopback(host):
            say(
                f"Other machines can reach {host}, and what is sent is not encrypted: put a server that speaks TLS "
                "in front of it."
            )
        uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach an address; a name other than localhost counts as reachable."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
