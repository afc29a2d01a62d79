#!/usr/bin/env python3
"""What do the calls of `azulejo serve` take: calls.py [ROUNDS]. Prints p50 and p99 in ms, and the processor's time of the server.

One client asks, one request after another, so that times are those of the call and not of a queue. While new jobs and batches are
begun, a large job holds the one place where jobs are made: the processor's time is that of the threads that serve requests, without
those that compute. Needs Python 3 and /proc, and a quiet machine. AZULEJO is the command, if it is another.
"""

import json
import os
import random
import re
import shlex
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib

TICK = os.sysconf("SC_CLK_TCK")
SERVING = ("ForkJoinPool", "vert.x-", "executor-thread")


def png(width, height, noise=b""):
    rows = b"".join(b"\0" + bytes((x * y + len(noise)) % 256 for x in range(width) for _ in range(3)) for y in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Server:
    def __init__(self, folder):
        self.log = f"{folder}/log"
        command = [*shlex.split(os.environ.get("AZULEJO", "./azulejo")), "serve", "--port", "0", "--data", f"{folder}/data"]
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        while not (said := re.search(r"open (http://\S+)/#key=(\S+)", open(self.log).read())):
            if self.process.poll() is not None:
                sys.exit(open(self.log).read())
            time.sleep(0.1)
        self.address, self.key = said.groups()
        self.pid = self.java()

    def java(self):
        """The launcher has become the JVM, or has started it."""
        pid = self.process.pid
        while open(f"/proc/{pid}/comm").read() != "java\n":
            pid = int(open(f"/proc/{pid}/task/{pid}/children").read().split()[0])
        return pid

    def cpu(self):
        """Seconds, of threads that read requests, carry what is done with them, and answer."""
        used = 0
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            name, rest = open(f"/proc/{self.pid}/task/{thread}/stat").read().split("(", 1)[1].rsplit(")", 1)
            if name.startswith(SERVING):
                fields = rest.split()
                used += int(fields[11]) + int(fields[12])
        return used / TICK

    def call(self, method, path, value=None, data=None):
        body = data if value is None else json.dumps(value).encode()
        request = urllib.request.Request(self.address + path, method=method, data=body)
        request.add_header("Content-Type", "application/json")
        if data is None:
            request.add_header("Authorization", f"Bearer {self.key}")
        with urllib.request.urlopen(request, timeout=600) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def upload(self, image):
        upload = self.call("POST", "/v1/uploads", {"name": "a.png", "bytes": len(image)})
        self.call("PUT", upload["parts"][0]["url"], data=image)
        return upload["id"]

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()


def measured(server, call, times):
    """Milliseconds that half and 99 of 100 calls took, and milliseconds of the processor for each."""
    cpu = server.cpu()
    took = []
    for _ in range(times):
        begun = time.monotonic()
        call()
        took.append((time.monotonic() - begun) * 1e3)
    used = server.cpu() - cpu
    took.sort()
    return statistics.median(took), took[min(len(took) - 1, int(len(took) * 0.99))], used * 1e3 / times


def job(upload, percent):
    return {"input": {"upload": upload}, "options": {"recipe": "resize", "percent": percent}}


def main(rounds):
    numbers = iter(random.sample(range(100_000, 900_000), 500 * rounds + 5_000))
    percent = lambda: next(numbers) / 10_000  # another job each time
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        try:
            small = server.upload(png(64, 48))
            first = server.call("POST", "/v1/jobs", job(small, 50))["id"]
            while server.call("GET", f"/v1/jobs/{first}")["endedAt"] is None:
                time.sleep(0.1)
            idle = {
                "GET job": lambda: server.call("GET", f"/v1/jobs/{first}"),
                "POST quote": lambda: server.call("POST", "/v1/quotes", job(small, percent())),
                "POST job, again": lambda: server.call("POST", "/v1/jobs", job(small, 50)),
            }
            rows = []
            for call in idle.values():
                measured(server, call, 200)  # warms up
            for name, call in idle.items():
                rows.append((name, *measured(server, call, 100 * rounds)))
            large = server.upload(png(2000, 1500))
            held = server.call("POST", "/v1/jobs", {"input": {"upload": large}, "options": {"recipe": "photo-x4"}})["id"]
            while server.call("GET", f"/v1/jobs/{held}")["progress"]["stage"] != "infer":
                time.sleep(0.2)
            under = "beside a job that computes"
            rows.append((f"POST job, new, {under}", *measured(server, lambda: server.call("POST", "/v1/jobs", job(small, percent())), 100)))
            rows.append((f"GET job, {under}", *measured(server, idle["GET job"], 100)))
            many = lambda: server.call("POST", "/v1/batches", {"jobs": [job(small, percent()) for _ in range(1000)]})
            rows.append((f"POST batch of 1,000, {under}", *measured(server, many, 2)))

            def listed():
                path, count = "/v1/jobs?limit=100", 0
                while count < 1000:
                    page = server.call("GET", path)
                    count += len(page["jobs"])
                    path = f"/v1/jobs?limit=100&cursor={page['next']}"

            rows.append((f"list of 1,000 jobs, {under}", *measured(server, listed, 3)))
            if server.call("GET", f"/v1/jobs/{held}")["endedAt"] is not None:
                print("the job that computes ended early: take a larger one")
        finally:
            server.end()
    print("| call | p50 ms | p99 ms | CPU ms |\n|---|---|---|---|")
    for name, *figures in rows:
        print("| %s | %.1f | %.1f | %.1f |" % (name, *figures))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
