"""What the files of a folder cost, called by hostile.sh: hostile-cost.py FOLDER [--way WAY ...] [OPTION ...]. A good file
follows each, and must be done. Prints CPU seconds and the most memory for each file and way, and fails where one takes more
than 10 s of CPU or 600 MB, a good one is not done, or a file has no end. What is large by its header, of more than 40
megapixels, may take more.

enhance    a command for each file
watch      all files at once in its inbox: CPU of its process and its decoders, and memory of whichever held more
functions  one process that plays all functions, with as much heap as plan has (HostileBenchmark)

Where processes are used for many files, what is too dear is run again alone, and marked by `*`: what earlier files left
behind is not its doing. Options go to `enhance` and `watch`. AZULEJO names another command to start, FUNCTIONS the class
path of the tests of functions/pipeline, JAVA the JDK's command. Needs Linux and Python 3 alone.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMAND = os.environ.get("AZULEJO", f"{ROOT}/azulejo").split()
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
# The smallest picture there is: a GIF of one pixel.
GOOD = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
MOST_SECONDS, MOST_BYTES, PATIENCE = 10, 600e6, 300
LARGE_PIXELS = 40e6
PLAN_HEAP = int(3008 * 0.8)  # as localstack/ starts it, and much as AWS does


class Cost:
    def __init__(self, seconds, most, words, ended):
        self.seconds, self.most, self.words, self.ended, self.alone = seconds, most, words, ended, False

    def is_dear(self):
        return self.seconds > MOST_SECONDS or self.most > MOST_BYTES

    def is_honest(self):
        """Whether its header says that it is large, as `plan` tells beforehand: its cost is that of any such picture."""
        sides = re.search(r"(?:succeeded|file 1 of 2), (\d+)x(\d+)", self.words)
        return bool(sides) and int(sides[1]) * int(sides[2]) > LARGE_PIXELS

    def failed(self):
        return (self.is_dear() and not self.is_honest()) or not self.ended


def enhance(files, options, place):
    """Yields (file, cost)."""
    good = f"{place}/~good.gif"
    open(good, "wb").write(GOOD)
    for file in files:
        shutil.rmtree(f"{place}/out", ignore_errors=True)
        with open(f"{place}/said", "w+b") as said:
            process = subprocess.Popen(
                [*COMMAND, "enhance", "--recipe", "resize", "--percent", "100", "--format", "png", "-o", f"{place}/out",
                 "--work-dir", f"{place}/work", *options, file, good], stdout=said, stderr=said)
            killer = threading.Timer(PATIENCE, process.kill)
            killer.start()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            killer.cancel()
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()
        name = os.path.basename(file)
        words = next((line for line in lines if name in line and "~good" not in line), "").replace(file + ": ", "")
        done = os.path.isdir(f"{place}/out") and any(its.startswith("~good") for its in os.listdir(f"{place}/out"))
        if process.returncode not in (0, 65) or not done:
            words = f"exit {process.returncode}, {'the' if done else 'no'} good one done: {words}"
        yield file, Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, words,
                         done and process.returncode in (0, 65))


def functions(files, options, place):
    """Yields (file, cost). A process that has grown ends by itself, and one that a file ends would be started anew by AWS."""
    if "FUNCTIONS" not in os.environ:
        sys.exit("functions: name the class path in FUNCTIONS, or start hostile.sh")
    good, left = f"{place}/~good.gif", list(files)
    open(good, "wb").write(GOOD)
    while left:
        with open(f"{place}/errors", "w+b") as errors:
            process = subprocess.Popen(
                [os.environ.get("JAVA", "java"), f"-Xmx{PLAN_HEAP}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                 "--enable-native-access=ALL-UNNAMED", f"-Djava.io.tmpdir={place}",
                 "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-cp", os.environ["FUNCTIONS"],
                 "dev.azulejo.functions.HostileBenchmark", good, *left],
                cwd=f"{ROOT}/functions/pipeline", stdout=subprocess.PIPE, stderr=errors, text=True, errors="replace")
            for line in process.stdout:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 5 and left and fields[0] == left[0]:
                    failed = fields[3] != "true" or fields[4].startswith("FAILED")
                    yield left.pop(0), Cost(float(fields[1]), int(fields[2]), fields[4], not failed)
            code = process.wait()
            if left and code != 0:
                errors.seek(0)
                words = errors.read().decode(errors="replace").strip()[-300:].replace("\n", " ")
                yield left.pop(0), Cost(0, 0, f"the process ended with {code}: {words}", False)


def processes(root):
    """The children of a process: (CPU seconds of its own, of its children that have ended, bytes)."""
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace").read().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[1]) == root:
            times = [int(field) / TICKS for field in fields[11:15]]
            found.append((times[0] + times[1], times[2] + times[3], int(fields[21]) * PAGE))
    return found


class Looks:
    """Looks again and again what a process and its children hold."""

    def __init__(self, pid):
        self.pid, self.parent, self.decoder, self.on = pid, 0, 0, True
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while self.on:
            try:
                own = open(f"/proc/{self.pid}/statm", encoding="ascii").read()
                self.parent = max(self.parent, int(own.split()[1]) * PAGE)
            except OSError:
                return
            self.decoder = max([self.decoder] + [its[2] for its in processes(self.pid)])
            time.sleep(0.05)

    def cost(self):
        """CPU seconds of the process and of its children so far, and what each held since the last call."""
        fields = open(f"/proc/{self.pid}/stat", encoding="utf-8").read().rsplit(")", 1)[1].split()
        own, ended = [(int(fields[at]) + int(fields[at + 1])) / TICKS for at in (11, 13)]
        most = self.parent, self.decoder
        self.parent = self.decoder = 0
        return own, ended + sum(its[0] + its[1] for its in processes(self.pid)), *most


def watch(files, options, place):
    """Yields (file, cost)."""
    inbox = f"{place}/in/resize"
    shutil.rmtree(place)
    os.makedirs(inbox)
    open(f"{inbox}/azulejo.json", "w", encoding="utf-8").write('{"percent": 100, "format": "png"}')
    names = {}
    for number, file in enumerate(files):
        names[f"{number:04d}-{os.path.basename(file)}"] = file
        shutil.copy(file, f"{inbox}/{number:04d}-{os.path.basename(file)}")
        open(f"{inbox}/{number:04d}-~good.gif", "wb").write(GOOD)
    process = subprocess.Popen(
        [*COMMAND, "watch", f"{place}/in", f"{place}/out", "--once", "--json", "--settle", "0", "--work-dir",
         f"{place}/work", *options], stdout=subprocess.PIPE, stderr=open(f"{place}/err", "wb"))
    looks, costs, good = Looks(process.pid), {}, set()
    before = looks.cost()
    for line in process.stdout:
        said = json.loads(line) if line.startswith(b"{") else {}
        if "file" not in said:
            continue
        name, now = os.path.basename(said["file"]), looks.cost()
        outcome = said.get("outcome", {})
        kind = outcome.get("kind", said.get("failure", "?"))
        if name in names:
            parent, decoder = now[0] - before[0], now[1] - before[1]
            result = outcome.get("result") or {}
            size = f", {result['width']}x{result['height']}" if "width" in result else ""
            words = (f"{kind}{size} {outcome.get('reason') or ''} {outcome.get('detail') or ''} (parent {parent:.1f} s and"
                     f" {now[2] / 1e6:.0f} MB, decoder {decoder:.1f} s and {now[3] / 1e6:.0f} MB)")
            costs[names[name]] = Cost(parent + decoder, max(now[2:]), words, True)
        elif kind == "succeeded":
            good.add(name[:4])
        before = now
    code = process.wait()
    looks.on = False
    for name, file in names.items():
        cost = costs.get(file, Cost(0, 0, f"no end; watch ended with {code}", False))
        if name[:4] not in good:
            cost.ended, cost.words = False, "the good one behind it is not done: " + cost.words
        yield file, cost


WAYS = {"enhance": enhance, "watch": watch, "functions": functions}


def costs(way, files, options):
    found = {}
    with tempfile.TemporaryDirectory() as place:
        for file, cost in WAYS[way](files, options, f"{place}"):
            found[file] = cost
            if cost.failed():
                print(f"{way}: {os.path.basename(file)}: {cost.seconds:.1f} s, {cost.most / 1e6:.0f} MB, {cost.words}",
                      file=sys.stderr, flush=True)
    return found


def main(folder, arguments):
    ways, options = [], []
    left = iter(arguments)
    for argument in left:
        (ways.append(next(left)) if argument == "--way" else options.append(argument))
    ways = ways or list(WAYS)
    files = sorted(os.path.realpath(f"{folder}/{name}") for name in os.listdir(folder)
                   if os.path.isfile(f"{folder}/{name}"))
    if ways != ["functions"]:  # a checkout that has changed is built by the first command: no file's doing
        subprocess.run([*COMMAND, "--version"], check=True, stdout=subprocess.DEVNULL)
    found = {}
    for way in ways:
        found[way] = costs(way, files, options)
        dear = [file for file in files if found[way][file].is_dear()] if way != "enhance" and len(files) > 1 else []
        for file in dear:
            again = costs(way, [file], options)[file]
            again.alone, again.ended = True, again.ended and found[way][file].ended
            found[way][file] = again
    print(" ".join(f"{way + ', s':>12} {'MB':>5} " for way in ways) + " file")
    failed = 0
    for file in files:
        its = [found[way][file] for way in ways]
        bad = any(cost.failed() for cost in its)
        failed += bad
        print(" ".join(f"{cost.seconds:12.1f} {cost.most / 1e6:5.0f}{'*' if cost.alone else ' '}" for cost in its)
              + f" {os.path.basename(file)}{'  FAILED' if bad else '  large' if any(map(Cost.is_dear, its)) else ''}")
        for cost in its if bad else its[:1]:
            print(f"{'':{19 * len(ways)}}  {cost.words[:200]}")
    for way in ways:
        its = found[way].values()
        print(f"{way}: {sum(cost.seconds for cost in its):.0f} s in all, at most {max(cost.seconds for cost in its):.1f} s"
              f" and {max(cost.most for cost in its) / 1e6:.0f} MB")
    print(f"{len(files)} files, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
