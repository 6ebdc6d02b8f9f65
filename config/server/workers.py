"""The processes of the server: started with everything imported, replaced when they end.

granian's own supervisor ends the whole server if a worker crashes twice within 5.5 seconds,
and a worker takes seconds to import the site. Here the site is imported before the workers
are forked, so that a new one is ready within a second, and the server goes on whatever its
workers do. ``tests/adversary/test_server.py`` kills them.
"""

import argparse
import asyncio
import importlib
import resource
import time
from functools import partial
from typing import Any

import django
from django.conf import settings
from django.db import connections

from granian import _granian
from granian._signals import set_loop_signals
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer, WorkerProcess

from config.server.gateway import Gateway
from config.threads import enlarge_stacks

# Its types are described for an older version.
_native: Any = _granian

# How many connections a worker holds. One that sends nothing costs some kilobytes.
MOST_CONNECTIONS = 4096
BACKLOG = 1024
# How long a client may take to send the head of a request, or keep a connection idle.
HEAD_MILLISECONDS = 30_000
# How long a worker that was asked to end may take to answer what it has begun.
END_SECONDS = 30
# Workers that crash in a row are replaced ever more slowly, up to this.
LONGEST_PAUSE_SECONDS = 1.0
QUIET_SECONDS = 10.0


def serve(options: argparse.Namespace) -> None:
    """Serve until the process is told to end (SIGTERM, SIGINT).

    ``options`` has ``host``, ``port``, ``workers``, ``threads`` and ``application``.
    """
    enlarge_stacks()
    _allow_connections(MOST_CONNECTIONS + 256)
    preload()
    load: Any = partial(Gateway.load, options.application, options.threads)
    Supervisor(
        options.application,
        address=options.host,
        port=options.port,
        interface=Interfaces.RSGI,
        workers=options.workers,
        threads=options.threads,
    ).serve(run_worker, load, wrap_loader=False)


def preload() -> None:
    """Import the site, so that workers that are forked from here have it at once.

    No connection to a database is left open: two processes must never share one.
    """
    django.setup()
    importlib.import_module(settings.ROOT_URLCONF)
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


class Supervisor(MPServer):
    """granian's supervisor, which replaces workers as often as they end."""

    def __init__(self, target: str, threads: int, **more: Any) -> None:
        super().__init__(
            target,
            # HTTP/2 without TLS would be one more way to hold a server's threads.
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS),
            websockets=False,
            runtime_mode=RuntimeModes.mt,
            backlog=BACKLOG,
            backpressure=MOST_CONNECTIONS,
            respawn_failed_workers=True,
            workers_kill_timeout=END_SECONDS,
            log_level=LogLevels.warning,
            **more,
        )
        self.threads = threads
        self._pause = 0.0
        self._last_crash = 0.0

    def startup(self, *arguments: Any) -> None:
        """Start the workers, each with ``threads`` threads that Rust makes.

        granian allows but one for this interface, as its own code calls an event loop there.
        """
        self.blocking_threads = self.threads
        super().startup(*arguments)

    def _serve_loop(self, spawn_target: Any, target_loader: Any) -> None:
        while not self.interrupt_signal:
            # The timeout is for a worker whose end was noticed while another was replaced.
            self.main_loop_interrupt.wait(1)
            self.main_loop_interrupt.clear()
            self.interrupt_children.clear()
            ended = [at for at, worker in enumerate(self.wrks) if not worker.is_alive()]
            if ended and not self.interrupt_signal:
                self._brake()
                self._respawn_workers(ended, spawn_target, target_loader)

    def _brake(self) -> None:
        """Wait a moment if workers crash one after another, for they may do nothing else."""
        now = time.monotonic()
        is_first = now - self._last_crash > QUIET_SECONDS
        self._pause = 0 if is_first else min(LONGEST_PAUSE_SECONDS, self._pause + 0.05)
        self._last_crash = now
        time.sleep(self._pause)


@WorkerProcess.wrap_target
def run_worker(
    worker_id: int,
    gateway: Gateway,
    socket: Any,
    ipc: Any,
    loop: asyncio.AbstractEventLoop,
    _runtime_mode: RuntimeModes,
    runtime_threads: int,
    runtime_blocking_threads: int,
    blocking_threads: int,
    idle_seconds: int,
    backpressure: int,
    _task_implementation: Any,
    http_mode: HTTPModes,
    http1: HTTP1Settings,
    http2: Any,
    websockets: bool,
    static_path: Any,
    _access_log: Any,
    tls: tuple,
    _scope: Any,
    metrics: Any,
) -> None:
    """Be a worker: granian's for RSGI, which calls ``gateway`` on the threads of Rust."""
    signal = set_loop_signals(loop)
    ended = asyncio.Event()
    signal.add_cb(lambda: loop.call_soon_threadsafe(ended.set))
    worker = _native.RSGIWorker(
        worker_id,
        socket,
        ipc,
        runtime_threads,
        runtime_blocking_threads,
        blocking_threads,
        idle_seconds,
        backpressure,
        http_mode,
        http1,
        http2,
        websockets,
        static_path,
        *tls,
        metrics,
    )
    gateway.start(loop)
    scheduler = _native.CallbackScheduler(loop, None, None, None, None)
    scheduler._schedule_fn = gateway.handle
    worker.serve_mtr(scheduler, loop, signal)
    loop.run_until_complete(ended.wait())


def _allow_connections(count: int) -> None:
    """Allow this process and its workers so many open files, if the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
