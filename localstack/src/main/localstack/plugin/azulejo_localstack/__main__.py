"""Starts LocalStack, and ends it when standard input ends: also a parent that was killed by -9 leaves nothing behind.

Usage: python -m azulejo_localstack, with a pipe as standard input that nobody writes to."""

import functools
import gc
import os
import pathlib
import signal
import sys
import threading
import time

from localstack import config
from localstack.aws import spec
from localstack.runtime import main
from rolo.serving.twisted import TwistedGateway
from twisted.internet import endpoints

from azulejo_localstack import host

GRACE_SECONDS = 10


def end_with_the_parent():
    os.read(sys.stdin.fileno(), 1)  # returns when the last holder of the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    host.kill_all()
    os._exit(1)


def keep_the_catalog():
    """Which service a request is for is looked up in a list that takes four seconds of the processor to make. LocalStack
    keeps it with its state, which is new at each start here: it lies beside the packages instead."""
    kept = pathlib.Path(spec.__file__).parents[2] / spec._get_catalog_filename()
    if not kept.exists():
        made = kept.with_suffix(f".{os.getpid()}")
        spec.build_service_index_cache(str(made))
        made.replace(kept)
    libs = pathlib.Path(config.dirs.static_libs)
    libs.mkdir(parents=True, exist_ok=True)
    (libs / kept.name).symlink_to(kept)


def listen_on_this_machine_alone():
    """Whatever GATEWAY_LISTEN says, LocalStack listens at all addresses of the machine, and runs the functions that a
    caller brings."""
    endpoints.TCP4ServerEndpoint = functools.partial(endpoints.TCP4ServerEndpoint, interface="127.0.0.1")


def keep_connections():
    """A connection on which nobody has asked for a minute was closed, also under a request that was on its way. Who calls
    the service of a state's task asks once, and so the execution was broken, which AWS does not do."""
    original = TwistedGateway.__init__

    def init(self, *arguments, **keywords):
        original(self, *arguments, **keywords)
        self.timeOut = None

    TwistedGateway.__init__ = init


def collect_seldom():
    """What its modules hold stays until it ends: to look through that for garbage as often as usual took an eighth of its
    time."""
    gc.set_threshold(50_000)


if __name__ == "__main__":
    collect_seldom()
    listen_on_this_machine_alone()
    keep_connections()
    if os.getpgrp() != os.getpid():
        os.setsid()  # Ctrl-C at the terminal is for the parent, which ends this when it has ended what talks to it
    threading.Thread(target=end_with_the_parent, daemon=True).start()
    keep_the_catalog()
    try:
        main.main()
    finally:
        host.kill_all()
