"""Where browsers find the program: the address that it listens at, and the one that people type."""

import errno
import socket
from ipaddress import ip_address

from ..errors import AllianceError
from ..wording import say

_ABROAD = ("192.0.2.1", "10.255.255.255", "224.0.0.1")
"""Addresses that nothing is sent to: only which way it would go is asked. Some networks have no way out."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at a port of this machine; 0 is any free one.

    Raises ``AllianceError`` if the port is taken, or if nobody may listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise AllianceError(_refused(error, host, port)) from error


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return say(
            "Port {port} is taken by another program: end that one, or choose another with --port {other}.",
            port=port,
            other=port + 1 if port < 65535 else 8000,
        )
    if error.errno == errno.EACCES:
        return say("Only the system may listen at port {port}: choose one above 1023, such as --port 8000.", port=port)
    return say(
        "'{host}' is no address of this machine: leave --host out, or say --host 0.0.0.0 for the whole network.",
        host=host,
    )


def is_open(host: str) -> bool:
    """Whether other machines can reach an address that this one listens at."""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def public_url(host: str, port: int) -> str:
    """What people type to get here: of all addresses of this machine the one that the network knows."""
    host = (lan_address() or socket.gethostname()) if host in ("0.0.0.0", "::") else host  # noqa: S104 - it is asked for
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}" if port == 80 else f"http://{shown}:{port}"


def lan_address() -> str | None:
    """The address that this machine has in its network; ``None`` without a network."""
    for abroad in _ABROAD:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
            try:
                way.connect((abroad, 9))
            except OSError:
                continue
            own = str(way.getsockname()[0])
        if not ip_address(own).is_loopback and own != "0.0.0.0":  # noqa: S104 - which is no answer
            return own
    return None
