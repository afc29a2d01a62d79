"""Called by api.sh: starts both servers, asks them in turns by wrk, and prints medians as ratios."""
import glob
import json
import os
import re
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib

CONNECTIONS = 8
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


def started(command, pattern, log):
    """A process, and what it says of its address."""
    with open(log, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    while process.poll() is None:
        with open(log, encoding="utf-8") as said:
            found = re.search(pattern, said.read())
        if found:
            return process, found.groups()
        time.sleep(0.1)
    sys.exit(open(log, encoding="utf-8").read())


def png(side):
    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(side) for _ in range(3)) for y in range(side))
    chunk = lambda kind, data: (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def call(address, key, method, path, body):
    request = urllib.request.Request(address + path, method=method, data=body)
    request.add_header("Content-Type", "application/json")
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def loaded(url, seconds, key=None, body=None):
    """Milliseconds that half of the requests and 99 of 100 took, and requests a second."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-H", "Content-Type: application/json"]
    if key:
        command += ["-H", f"Authorization: Bearer {key}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if body:
            script.write(f"wrk.method = 'POST'\nwrk.body = [[{body}]]\n")
            script.flush()
            command += ["-s", script.name]
        said = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        sys.exit(said)
    part = lambda name: (lambda found: float(found[1]) * UNITS[found[2]])(
        re.search(rf"\s{name}%\s+([0-9.]+)(us|ms|s)", said))
    return part(50), part(99), float(re.search(r"Requests/sec:\s+([0-9.]+)", said)[1])


def main(rounds, seconds):
    java = subprocess.run(["./mvnw", "-v"], capture_output=True, text=True, check=True).stdout
    home = re.search(r"runtime: (.+)", java)[1]
    with tempfile.TemporaryDirectory() as folder:
        processes = []
        try:
            process, (address, key) = started(
                ["./azulejo", "serve", "--port", "0", "--data", f"{folder}/data"],
                r"open (http://\S+)/#key=(\S+)", f"{folder}/serve.log")
            processes.append(process)
            jar = glob.glob("benchmarks/hello/target/*-runner.jar")[0]
            process, (hello,) = started(
                [f"{home}/bin/java", "-XX:+UseSerialGC", "-jar", jar], r"Listening on: (http://\S+)",
                f"{folder}/hello.log")
            processes.append(process)
            image = png(64)
            upload = call(address, key, "POST", "/v1/uploads", json.dumps(
                {"name": "a.png", "bytes": len(image)}).encode())
            call(address, None, "PUT", upload["parts"][0]["url"], image)
            body = json.dumps({"input": {"upload": upload["id"]}, "options": {"recipe": "resize", "percent": 50}})
            job = call(address, key, "POST", "/v1/jobs", body.encode())["links"]["self"]
            while call(address, key, "GET", job, None)["status"] in ("queued", "running"):
                time.sleep(0.2)
            asked = {
                "GET hello": (hello + "/hello", None, None),
                "GET /v1/health": (address + "/v1/health", None, None),
                "GET /v1/jobs/{id}": (address + job, key, None),
                "GET /v1/jobs": (address + "/v1/jobs", key, None),
                "POST hello": (hello + "/hello", None, body),
                "POST /v1/jobs": (address + "/v1/jobs", key, body),
            }
            measured = {name: [] for name in asked}
            for number in range(rounds + 1):
                for name, (url, its_key, its_body) in asked.items():
                    figures = loaded(url, seconds, its_key, its_body)
                    if number > 0:  # the first warms up
                        measured[name].append(figures)
            print(f"{CONNECTIONS} connections, {rounds} rounds of {seconds} s in turns; medians\n")
            print("| request | p50 ms | p99 ms | requests/s | p50, ratio to hello | p99, ratio |")
            print("|---|---|---|---|---|---|")
            for name, rows in measured.items():
                middle = [statistics.median(column) for column in zip(*rows)]
                peer = [statistics.median(column) for column in zip(*measured[name.split()[0] + " hello"])]
                print("| `%s` | %.2f | %.2f | %.0f | %.1f | %.1f |" % (
                    name, *middle, middle[0] / peer[0], middle[1] / peer[1]))
        finally:
            for process in processes:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait()


main(int(sys.argv[1]), int(sys.argv[2]))
