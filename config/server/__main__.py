"""Serve the site: ``python -m config.server --help``."""

import argparse
import os

from config.server.workers import serve


def main() -> None:
    """Read the options and serve until the process is told to end."""
    parser = argparse.ArgumentParser(
        prog="python -m config.server", description=__doc__
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument(
        "--threads",
        type=int,
        default=4,
        help="threads of a process that answer readers, and as many that save",
    )
    parser.add_argument(
        "application",
        nargs="?",
        default="config.wsgi:application",
        help="module and name of the WSGI application",
    )
    serve(parser.parse_args())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    main()
