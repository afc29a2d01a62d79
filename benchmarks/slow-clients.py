"""What do clients with slow connections do to `azulejo serve`? Starts a server, has many of them come, and looks how
others are served beside them. slow-clients.py [PART ...]; without one, all parts. Prints a table. Needs Linux and
Python 3 alone; AZULEJO names another command to start. Clients of 127.0.0.0/8 stand for many addresses.

bodies      210 requests to the arena with half a body and no key
heads       300 connections that never end their first head
uploads     205 uploads on one link, a byte a second
connections 700 connections from one address
ranges      the last bytes of a file of 200 MB, a hundred times
readers     210 clients that read a file of 30 MB, 20 kB a second
all         1,000 half-sent requests and 500 slow readers, and beside them a job of 512² that 500 streams of events follow
larger      the same with a job of 768²
lean        the same with `--memory 600M`, which two cores have by default: the models work at one tile at a time
"""
import http.client
import json
import os
import re
import resource
import selectors
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib

COMMAND = os.environ.get("AZULEJO", "./azulejo").split()
MEGABYTE = 1e6


class Server:
    def __init__(self, folder, *more):
        self.folder = folder
        log = f"{folder}/serve.log"
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--port", "0", "--data", f"{folder}/data", *more],
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        while True:
            found = re.search(r"open http://([^/\s]+):(\d+)/#key=(\S+)", open(log, encoding="utf-8").read())
            if found:
                break
            if self.process.poll() is not None:
                sys.exit(open(log, encoding="utf-8").read())
            time.sleep(0.1)
        self.address, self.key = (found[1], int(found[2])), found[3]
        self.pid = self.largest()
        self.friend = self.tenant("friend")
        self.most, self.on = 0, True
        threading.Thread(target=self.watch, daemon=True).start()

    def largest(self):
        """The server's own process, of those that the launcher has started."""
        group, sizes = os.getpgid(self.process.pid), {}
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getpgid(int(entry)) == group:
                    sizes[int(entry)] = self.resident(entry)
            except (OSError, TypeError):
                pass  # it has ended meanwhile
        return max(sizes, key=sizes.get)

    @staticmethod
    def resident(pid):
        status = open(f"/proc/{pid}/status", encoding="ascii").read()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024

    def watch(self):
        while self.on:
            try:
                self.most = max(self.most, self.resident(self.pid))
            except OSError:
                return
            time.sleep(0.1)

    def processor(self):
        fields = open(f"/proc/{self.pid}/stat", encoding="ascii").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.on = False
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()

    def connected(self, number=0):
        """A connection from one of the addresses of this machine."""
        its = socket.socket()
        its.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        its.settimeout(20)
        its.bind((f"127.0.1.{number % 250 + 1}" if number else "127.0.0.1", 0))
        its.connect(self.address)
        return its

    def call(self, method, path, body=None, key=None, timeout=60):
        connection = http.client.HTTPConnection(*self.address, timeout=timeout)
        headers = {"Authorization": f"Bearer {key or self.key}", "Content-Type": "application/json"}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text) if text else None

    def tenant(self, name):
        made = subprocess.run([*COMMAND, "keys", "make", name, "--data", f"{self.folder}/data"],
                              check=True, capture_output=True, text=True)
        return made.stdout.strip()

    def announced(self, name, length, key=None):
        said = self.call("POST", "/v1/uploads", {"name": name, "bytes": length}, key)
        return said["id"], urllib.parse.urlsplit(said["parts"][0]["url"]).path

    def put(self, path, content):
        connection = http.client.HTTPConnection(*self.address, timeout=120)
        connection.request("PUT", path, content, {"Content-Type": "application/octet-stream"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status < 300, answer.status

    def file(self, length, key=None):
        """A link to a file of that length, and the job that reads it, which is rejected: it is no image."""
        upload, path = self.announced("noise.jpg", length, key)
        self.put(path, os.urandom(length))
        job = self.call("POST", "/v1/jobs", {"input": {"upload": upload}, "options": {"recipe": "resize", "percent": 50}}, key)
        return urllib.parse.urlsplit(job["input"]["url"]).path

    def health(self):
        """Seconds until it answers, 30 at most."""
        begun = time.time()
        try:
            self.call("GET", "/v1/health", timeout=30)
        except OSError:
            pass
        return time.time() - begun

    def worst(self, seconds):
        """The longest that an answer of health took, and a new upload, while that many seconds went by."""
        end, health, upload = time.time() + seconds, 0, 0
        while time.time() < end:
            health = max(health, self.health())
            begun = time.time()
            try:
                self.put(self.announced("a.jpg", 10, self.friend)[1], b"0123456789")
            except (OSError, SystemExit, AssertionError):
                upload = 60
            upload = max(upload, time.time() - begun)
            time.sleep(0.5)
        return f"health answers in {health:.2f} s at most, an upload is taken in {upload:.2f} s"


def head(method, path, *lines):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def is_open(its):
    its.setblocking(False)
    try:
        while True:
            if not its.recv(65536):
                return False
    except BlockingIOError:
        return True
    except OSError:
        return False


class Readers:
    """Take that many bytes a second from each of their connections."""

    def __init__(self, rate):
        self.rate, self.sockets, self.on = rate, [], True
        threading.Thread(target=self.run, daemon=True).start()

    def add(self, its, request):
        its.sendall(request)
        its.setblocking(False)
        self.sockets.append(its)

    def run(self):
        while self.on:
            begun = time.time()
            for its in list(self.sockets):
                try:
                    its.recv(self.rate)
                except OSError:
                    pass
            time.sleep(max(0, 1 - (time.time() - begun)))


VOTE = head("PUT", "/v1/arenas/x/questions/1/vote", "Content-Type: application/json", "Content-Length: 100") + b"{"


def bodies(server):
    sockets = [server.connected(number) for number in range(1, 211)]
    for its in sockets:
        its.sendall(VOTE)
    said = server.worst(10)
    left = sum(map(is_open, sockets))
    return f"{said}; {left} of 210 are open after it"


def heads(server):
    sockets = [server.connected(number) for number in range(1, 301)]
    for its in sockets:
        its.sendall(b"GET /v1/health HTTP/1.1\r\nHost: localhost\r\nX-A: ")
    for _ in range(9):
        time.sleep(5)
        for its in sockets:
            try:
                its.send(b"a")
            except OSError:
                pass
    return f"{sum(map(is_open, sockets))} of 300 are open after 45 s"


def uploads(server):
    _, path = server.announced("slow.jpg", 1000)
    sockets = [server.connected(number) for number in range(1, 206)]
    for its in sockets:
        its.sendall(head("PUT", path, "Content-Type: application/octet-stream", "Content-Length: 1000"))
    on = [True]

    def trickle():
        while on[0]:
            for its in sockets:
                try:
                    its.send(b"a")
                except OSError:
                    pass
            time.sleep(1)
    threading.Thread(target=trickle, daemon=True).start()
    said = server.worst(10)
    on[0] = False
    refused = 0
    for its in sockets:
        its.setblocking(False)
        try:
            refused += b" 429 " in its.recv(4096)
        except OSError:
            pass
    return f"{said}; {refused} of 205 are told 429"


def connections(server):
    sockets = [server.connected() for _ in range(700)]
    time.sleep(2)
    return f"{sum(map(is_open, sockets))} of 700 are open"


def ranges(server):
    path = server.file(200_000_000)
    before = server.processor()
    for _ in range(100):
        connection = http.client.HTTPConnection(*server.address)
        connection.request("GET", path, headers={"Range": "bytes=199999000-"})
        answer = connection.getresponse()
        assert answer.status == 206 and len(answer.read()) == 1000
        connection.close()
    return f"{10 * (server.processor() - before):.1f} ms of CPU each"


def readers(server):
    path = server.file(30_000_000)
    slow, before = Readers(20_000), server.resident(server.pid)
    server.most = 0
    for number in range(1, 211):
        slow.add(server.connected(number), head("GET", path))
    said = server.worst(20)
    slow.on = False
    return f"{said}; memory grows from {before / MEGABYTE:.0f} to {server.most / MEGABYTE:.0f} MB at most"


def png(side):
    rows = b"".join(b"\0" + os.urandom(3 * side) for _ in range(side))
    chunk = lambda kind, data: (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
    size = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def begun(server, key, content):
    upload, path = server.announced("a.png", len(content), key)
    server.put(path, content)
    return server.call("POST", "/v1/jobs", {"input": {"upload": upload}, "options": {"recipe": "photo-x2"}}, key)["id"]


def job(server, side, streams=0):
    """Seconds from the announcement of a new photograph to its result, and those of the server's processor. Streams
    follow that job from its beginning to its end; every second one is never read."""
    content, since, before = png(side), time.time(), server.processor()
    its = begun(server, server.key, content)
    sockets = [server.connected(number + 1) for number in range(streams)]
    for stream in sockets:
        stream.sendall(head("GET", f"/v1/jobs/{its}/events", f"Authorization: Bearer {server.key}",
                            "Accept: text/event-stream"))
    said = Readers(1 << 16)
    for stream in sockets[::2]:
        said.add(stream, b"")
    while server.call("GET", f"/v1/jobs/{its}")["status"] in ("queued", "running"):
        time.sleep(0.2)
    took = time.time() - since, server.processor() - before
    assert server.call("GET", f"/v1/jobs/{its}")["status"] == "succeeded"
    said.on = False
    for stream in sockets:
        stream.close()
    return took


def median(runs):
    return [sorted(values)[len(values) // 2] for values in zip(*runs)]


def everything(server, side):
    names = [server.tenant(f"tenant-{number}") for number in range(10)]
    links = [server.file(30_000_000, key) for key in names]
    job(server, side)
    server.most = 0
    alone, before = median([job(server, side) for _ in range(3)]), server.most
    followed = median([job(server, side, 500) for _ in range(3)])
    server.most, slow = 0, Readers(20_000)
    half = [server.connected(number) for number in range(1, 1001)]
    for its in half:
        its.sendall(VOTE)
    for number in range(500):
        slow.add(server.connected(number + 1), head("GET", links[number % 10]))
    beside = median([job(server, side, 500) for _ in range(3)])
    health = max(server.health() for _ in range(20))
    said = lambda times: (f"{times[0]:.2f} s and {times[1]:.2f} of CPU"
                          f" ({times[0] / alone[0]:.2f} and {times[1] / alone[1]:.2f} times)")
    log = open(f"{server.folder}/serve.log", encoding="utf-8").read()
    return (f"a job of {side}² takes {alone[0]:.2f} s and {alone[1]:.2f} of CPU alone, {said(followed)} if 500 follow it, "
            f"{said(beside)} beside all; health answers in {health:.3f} s at most; "
            f"{server.most / MEGABYTE:.0f} MB at most, alone {before / MEGABYTE:.0f}; "
            f"{sum(map(is_open, half))} half-sent requests are left; {log.count('ERROR')} errors in the log")


PARTS = {"bodies": bodies, "heads": heads, "uploads": uploads, "connections": connections, "ranges": ranges,
         "readers": readers, "all": lambda server: everything(server, 512),
         "larger": lambda server: everything(server, 768), "lean": lambda server: everything(server, 768)}
OPTIONS = {"lean": ["--memory", "600M"]}


def main(names):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print("| | |\n|---|---|", flush=True)
    for name in names or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            server = Server(folder, *OPTIONS.get(name, []))
            try:
                print(f"| {name} | {PARTS[name](server)} |", flush=True)
            finally:
                server.end()


main(sys.argv[1:])
