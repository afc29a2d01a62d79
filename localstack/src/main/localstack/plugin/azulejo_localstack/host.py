"""What the host lends to functions and jobs: settings, and processes that do not outlive the server."""

import os
import platform
import re
import signal
import subprocess
import threading
import zipfile
from pathlib import Path

STATE = Path(os.environ["AZULEJO_HOST_STATE"])
LOGS = Path(os.environ["AZULEJO_HOST_LOGS"])
JAVA = os.environ["AZULEJO_HOST_JAVA"]
RUNTIME_CLIENT = Path(os.environ["AZULEJO_HOST_RUNTIME_CLIENT"])
# A handful of JVMs at once, whatever a Map asks for: a laptop is no region of AWS.
MAX_PROCESSES_PER_FUNCTION = int(os.environ.get("AZULEJO_HOST_CONCURRENCY", max(2, os.cpu_count() or 2)))

_running = set()
_lock = threading.Lock()


def start(command, environment, folder, log):
    """Starts a process at the head of a group of its own, so that what it starts can be ended with it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={name: str(value) for name, value in environment.items()},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with _lock:
        _running.add(process)
    return process


def stop(process, grace_seconds=2):
    """Ends a process and its group, first politely."""
    if process.poll() is None:
        _signal(process, signal.SIGTERM)
        try:
            process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            pass
    _signal(process, signal.SIGKILL)
    process.wait()
    with _lock:
        _running.discard(process)


def peak_memory(process):
    """The most bytes that a process has had in memory, native ones included; 0 once it has ended."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:  # it has ended, or this is no Linux
        return 0
    (kilobytes,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE) or ["0"]
    return int(kilobytes) * 1024


def kill(process):
    """Ends a process and its group at once."""
    _signal(process, signal.SIGKILL)


def kill_all():
    with _lock:
        left = list(_running)
    for process in left:
        _signal(process, signal.SIGKILL)


def _signal(process, number):
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass  # all of the group are gone


def native_runtime_client():
    """The native half of Lambda's Java runtime client. Left to itself every function unpacks it to one fixed file in
    /tmp, over the one that others run."""
    target = STATE / "libaws-lambda-jni.so"
    with _lock:
        if not target.exists():
            machine = {"arm64": "aarch_64", "aarch64": "aarch_64"}.get(platform.machine(), "x86_64")
            (jar,) = RUNTIME_CLIENT.glob("aws-lambda-java-runtime-interface-client-*.jar")
            with zipfile.ZipFile(jar) as archive:
                target.write_bytes(archive.read(f"jni/libaws-lambda-jni.linux-{machine}.so"))
    return target
