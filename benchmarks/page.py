"""Drops many photographs on the page of `azulejo serve` in Chromium, and prints for each step how long the page was not
free for its user (tasks above 50 ms, W3C Long Tasks), how many requests it made, and the memory of its process.

    benchmarks/page.py [COUNT]     needs Linux, pip install playwright pillow, and Chromium (CHROMIUM names it)

The photographs have 3,000 x 2,000 pixels, made of those in benchmarks/pictures; the recipe is `resize`, without a model."""
import collections
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

from PIL import Image
from playwright.sync_api import sync_playwright

PHOTOGRAPHS = pathlib.Path(__file__).parent / "pictures" / "photographs"
OPTIONS = '{"recipe": "resize", "percent": 10}'
WATCH = """localStorage.setItem('azulejo.options', '%s'); window.longs = [];
  new PerformanceObserver(list => longs.push(...list.getEntries().map(entry => entry.duration)))
    .observe({type: 'longtask', buffered: true});""" % OPTIONS


def photographs(folder, count):
    sources = sorted(PHOTOGRAPHS.glob("*.jpg"))
    files = []
    for number in range(count):
        image = Image.open(sources[number % len(sources)]).convert("RGB").resize((3000, 2000))
        image.putpixel((number % 3000, number // 3000), (255, 0, 0))  # no two are the same
        files.append(f"{folder}/photo-{number:04}.jpg")
        image.save(files[-1], quality=90)
    return files


def renderers():
    """Resident megabytes of Chromium's renderers below this process."""
    children, found, todo = collections.defaultdict(list), {}, [os.getpid()]
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            status = open(f"/proc/{entry}/status", encoding="utf-8").read()
            children[int(re.search(r"PPid:\s+(\d+)", status)[1])].append(int(entry))
            if "type=renderer" in open(f"/proc/{entry}/cmdline", encoding="utf-8").read():
                found[int(entry)] = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1e3
        except OSError:
            pass  # it has ended meanwhile
    total = 0
    while todo:
        process = todo.pop()
        total += found.get(process, 0)
        todo += children[process]
    return total


def visit(address, files):
    count = len(files)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(600_000)
        page.add_init_script(WATCH)
        requests = []
        page.on("request", lambda request: request.url.startswith("blob:") or requests.append(request.url))
        page.goto(address)
        page.locator("main:not([aria-busy]) #choose").wait_for()
        time.sleep(1)
        page.evaluate("longs.length = 0")
        requests.clear()

        def tell(step, begun):
            longs = sorted(page.evaluate("longs.splice(0)"), reverse=True)
            print("| %s | %.1f | %d | %.0f | %.0f | %d | %.0f |" % (
                step, time.time() - begun, len(longs), sum(longs), longs[0] if longs else 0, len(requests),
                renderers()), flush=True)
            requests.clear()

        print("| step | s | long tasks | together, ms | longest, ms | requests | memory, MB |\n|---|---|---|---|---|---|---|")
        begun = time.time()
        page.locator("#picker").set_input_files(files)
        page.wait_for_function(
            f"() => document.querySelectorAll('#drafts [data-state=ready]').length === {count}")
        tell("added, sent, quoted", begun)
        begun = time.time()
        page.locator("#start").click()
        page.wait_for_function(f"() => document.querySelectorAll('#history .tile').length >= {count}")
        tell("started", begun)
        begun = time.time()
        time.sleep(10)
        tell("10 s of work", begun)
        page.wait_for_function(
            f"() => document.querySelectorAll('#history [data-state=succeeded]').length >= {count}")
        tell("the rest of the work", begun)
        chromium.close()


def main(count):
    with tempfile.TemporaryDirectory() as folder:
        files = photographs(folder, count)
        log = f"{folder}/serve.log"
        with open(log, "wb") as out:
            server = subprocess.Popen(
                [os.environ.get("AZULEJO", "./azulejo"), "serve", "--port", "0", "--data", f"{folder}/data"],
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            while not (found := re.search(r"open (http://\S+)", open(log, encoding="utf-8").read())):
                if server.poll() is not None:
                    sys.exit(open(log, encoding="utf-8").read())
                time.sleep(0.1)
            visit(found[1], files)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
