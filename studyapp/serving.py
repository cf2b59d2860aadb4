"""Starting the one process: `python -m studyapp.serving demo` for a look at it, `… serve` for the real thing.

Both make the database ready first. HOST and PORT say where to listen.
"""

import os
import socket
import sys
from ipaddress import ip_address
from urllib.parse import urlsplit

import django
import uvicorn
from asgiref.typing import ASGIApplication
from django.core.management import call_command
from django.db import connections

from studyapp import environment

STREAMS_END_WITHIN = 2  # seconds: a stream to a browser never ends by itself


class Server(uvicorn.Server):
    """Says where it can be reached, once it can be."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        print(f"\n同读 → {self.address}   (Ctrl-C 结束 · ends it)", flush=True)


def listen(host: str, port: int) -> socket.socket:
    """The open door; whoever knocks before the house is ready waits."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen()
    except OSError as error:
        sys.exit(f"{host}:{port}: {error.strerror}. Choose another with PORT=…")
    return door


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def written(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def demo(host: str, port: int) -> None:
    """Sign-up open, sample groups and texts in an empty database, reachable from this machine alone."""
    if not is_loopback(host):
        sys.exit(
            f"HOST: the demo serves this machine only, not {host}. For others: make serve HOST=… PUBLIC_URL=http://…"
        )
    os.environ.setdefault("SIGN_UP", "open")
    door = listen(host, port)
    prepare("migrate --verbosity=0", "demo")
    run(door, written(host, port))


def serve(host: str, port: int) -> None:
    """The real thing on one machine: no sample data, collected static files, a link for the first administrator."""
    url = environment.public_url()
    if not url:
        environment.refuse("PUBLIC_URL", "say where browsers reach this site, such as http://192.168.1.5:8000")
    if urlsplit(url).scheme == "https" and not environment.text("FORWARDED_ALLOW_IPS"):
        environment.refuse("FORWARDED_ALLOW_IPS", "https needs the address of the proxy before it, such as 127.0.0.1")
    os.environ["STATIC"] = "collected"
    door = listen(host, port)
    prepare("migrate --verbosity=0", "collectstatic --no-input --verbosity=0", "first_admin")
    run(door, f"{url}/")


def prepare(*commands: str) -> None:
    """Runs what `manage.py` would, in this process: starting one for each would take seconds."""
    django.setup()
    for command in commands:
        call_command(*command.split())
    connections.close_all()


def run(door: socket.socket, address: str, application: ASGIApplication | str = "studyapp.asgi:application") -> None:
    """Answers at the door until somebody ends it; open streams get a few seconds."""
    proxies = environment.text("FORWARDED_ALLOW_IPS")
    config = uvicorn.Config(
        application,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=STREAMS_END_WITHIN,
    )
    try:
        Server(config, address).run(sockets=[door])
    except KeyboardInterrupt:
        print("再见 · Bye.")


def main(way: str = "") -> None:
    if way not in WAYS:
        sys.exit(f"usage: python -m studyapp.serving {'|'.join(WAYS)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")
    WAYS[way](environment.text("HOST", "127.0.0.1"), environment.port("PORT", default=8000))


WAYS = {"demo": demo, "serve": serve}

if __name__ == "__main__":
    main(*sys.argv[1:2])
