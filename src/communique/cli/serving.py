"""The command that opens the desk: pages on a record, in a browser on this machine.

Invariant: nothing is served beyond this machine unless that was asked for, and then only to those who have the token.
"""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from communique.cli.reading import RecordFile


def serve(
    record: RecordFile,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Listen there; 0 takes any free port.")] = 8017,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Listen on this address. Beyond this machine a token is asked for.")
    ] = "127.0.0.1",
    open_: Annotated[bool, typer.Option("--open", metavar="", help="Open the page in the browser.")] = False,
) -> None:
    """The desk: a page in the browser to read, check and correct the record. Ctrl-C ends it.

    Example:

        communique serve talks.record --open
    """
    import uvicorn

    from communique.web import app
    from communique.web.guarding import is_loopback, new_secret

    token = None if is_loopback(host) else new_secret()
    desk = app(record, token=token)
    listening = _listening(host, port)
    taken = listening.getsockname()[1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "localhost") else "[::1]" if host == "::" else host
    shown = f"[{shown}]" if ":" in shown and not shown.startswith("[") else shown
    url = f"http://{shown}:{taken}/" + (f"?token={token}" if token else "")
    typer.echo(f"The desk on {record} is open at {url} (Ctrl-C ends it)")
    if token:
        typer.echo("Whoever has this address can read and correct the record; nothing on the way is encrypted.")
    if open_:
        import webbrowser

        webbrowser.open(url)
    server = uvicorn.Server(uvicorn.Config(desk, log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes callers at this address: whoever opens it at once waits, and is not refused.

    Ends with an error where the port is taken or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()
    except OSError as error:
        made.close()
        raise typer.BadParameter(
            f"{host} port {port} cannot be had ({error.strerror}); name another with --port", param_hint="--port"
        ) from error
    return made
