"""Starts LocalStack, and ends it when standard input ends: also a parent that was killed by -9 leaves nothing behind.

Usage: python -m azulejo_localstack, with a pipe as standard input that nobody writes to."""

import os
import signal
import sys
import threading
import time

from localstack.runtime import main

from azulejo_localstack import host

GRACE_SECONDS = 10


def end_with_the_parent():
    os.read(sys.stdin.fileno(), 1)  # returns when the last holder of the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    host.kill_all()
    os._exit(1)


if __name__ == "__main__":
    if os.getpgrp() != os.getpid():
        os.setsid()  # Ctrl-C at the terminal is for the parent, which ends this when it has ended what talks to it
    threading.Thread(target=end_with_the_parent, daemon=True).start()
    try:
        main.main()
    finally:
        host.kill_all()
