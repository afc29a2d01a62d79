"""Called by serve-memory.sh: how much memory `azulejo serve` takes with many streams of events open, and while many
clients upload at once. Prints the figures; all of them are resident memory of the server's process, from /proc."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

MEGABYTE = 1e6


def started(folder):
    log = f"{folder}/serve.log"
    with open(log, "wb") as out:
        process = subprocess.Popen(
            [os.environ.get("AZULEJO", "./azulejo"), "serve", "--port", "0", "--data", f"{folder}/data"],
            stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    while process.poll() is None:
        found = re.search(r"open http://([^/\s]+)/#key=(\S+)", open(log, encoding="utf-8").read())
        if found:
            return process, found[1], found[2]
        time.sleep(0.1)
    sys.exit(open(log, encoding="utf-8").read())


def of_group(process):
    """The server's own process: the largest of those that the launcher has started."""
    group = os.getpgid(process.pid)
    sizes = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.getpgid(int(entry)) == group:
                status = open(f"/proc/{entry}/status", encoding="ascii").read()
                sizes[int(entry)] = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024
        except (OSError, TypeError):
            pass  # it has ended meanwhile
    return max(sizes, key=sizes.get)


def resident(pid):
    status = open(f"/proc/{pid}/status", encoding="ascii").read()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


class Peak(threading.Thread):
    """Looks at the process until it is told to stop, and keeps the most that it saw."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most, self.on = pid, 0, True

    def run(self):
        while self.on:
            self.most = max(self.most, resident(self.pid))
            time.sleep(0.02)

    def end(self):
        self.on = False
        self.join()
        return self.most


class Api:
    def __init__(self, host, key):
        self.host, self.key = host, key

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host)
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text) if text else None

    def upload(self, name, content):
        said = self.call("POST", "/v1/uploads", {"name": name, "bytes": len(content)})
        connection = http.client.HTTPConnection(self.host)
        path = urllib.parse.urlsplit(said["parts"][0]["url"]).path
        connection.request("PUT", path, content, {"Content-Type": "application/octet-stream"})
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 300:
            raise SystemExit(f"PUT: {answer.status}")
        return said["id"]

    def stream(self, job):
        """A socket on which the first event of a job has come."""
        host, port = self.host.split(":")
        its = socket.create_connection((host, int(port)))
        its.sendall(
            f"GET /v1/jobs/{job}/events HTTP/1.1\r\nHost: {self.host}\r\nAuthorization: Bearer {self.key}\r\n"
            "Accept: text/event-stream\r\n\r\n".encode())
        text = b""
        while b"data:" not in text:
            piece = its.recv(65536)
            if not piece:
                raise SystemExit("a stream ended: " + text.decode())
            text += piece
        return its


def streams(api, pid, count):
    """A job that takes longer than all of it, and whoever follows it."""
    noise = png(1500)
    first = api.upload("first.png", noise)
    job = api.call("POST", "/v1/jobs", {"input": {"upload": first}, "options": {"recipe": "photo-x2"}})["id"]
    while api.call("GET", f"/v1/jobs/{job}")["progress"]["tiles"]["done"] < 2:
        time.sleep(1)  # until the models are in memory
    before = resident(pid)
    threads = len(os.listdir(f"/proc/{pid}/task"))
    sockets = [api.stream(job) for _ in range(count)]
    time.sleep(10)
    after = resident(pid)
    more = len(os.listdir(f"/proc/{pid}/task")) - threads
    for its in sockets:
        its.close()
    api.call("DELETE", f"/v1/jobs/{job}")
    print(f"| {count} streams of events open, one job at work | {before / MEGABYTE:.0f} | {after / MEGABYTE:.0f} | "
          f"{(after - before) / count / 1e3:.0f} kB a stream, {more} more threads |")


def uploads(api, pid, clients, megapixels):
    content = os.urandom(int(megapixels * 1e6))  # as a JPEG of the best quality: a byte a pixel
    before = resident(pid)
    peak = Peak(pid)
    peak.start()
    begun = time.time()
    each = [threading.Thread(target=api.upload, args=(f"photo-{number}.jpg", content)) for number in range(clients)]
    for thread in each:
        thread.start()
    for thread in each:
        thread.join()
    most = peak.end()
    rate = clients * len(content) / MEGABYTE / (time.time() - begun)
    print(f"| {clients} clients upload {len(content) / MEGABYTE:.0f} MB each at once | {before / MEGABYTE:.0f} | "
          f"{most / MEGABYTE:.0f} | {rate:.0f} MB/s together |")


def png(side):
    import struct
    import zlib
    rows = b"".join(b"\0" + os.urandom(3 * side) for _ in range(side))
    chunk = lambda kind, data: (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def main(count, clients):
    print("| | before, MB | at most, MB | |\n|---|---|---|---|", flush=True)
    for part in (lambda *server: uploads(*server, clients, 24), lambda *server: streams(*server, count)):
        with tempfile.TemporaryDirectory() as folder:
            process, host, key = started(folder)
            try:
                time.sleep(2)
                part(Api(host, key), of_group(process))
            finally:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait()


main(int(sys.argv[1]), int(sys.argv[2]))
