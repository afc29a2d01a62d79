"""What the files of a folder cost `azulejo watch`: hostile-watch.py FOLDER [OPTION ...]. All lie in its inbox at once, with
a good one behind each. Prints CPU seconds of parent and decoders, and the most that each of them held, for those that
cost most, and fails where one takes more than 10 s of CPU or 600 MB, a good one is not done, or a file has no end.
Needs Linux and Python 3 alone; AZULEJO names another command to start."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

COMMAND = os.environ.get("AZULEJO", "./azulejo").split()
TICKS = os.sysconf("SC_CLK_TCK")
GOOD = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")


def processes(root):
    """The JVM that watches, and its decoders: (pid, CPU seconds of its own, of children that have ended, bytes)."""
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace").read().rsplit(")", 1)[1].split()
            resident = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
            times = [int(field) / TICKS for field in fields[11:15]]
            parents.setdefault(int(fields[1]), []).append((int(entry), times[0] + times[1], times[2] + times[3], resident))
        except OSError:
            pass  # it has ended meanwhile
    return parents.get(root, [])


class Looks:
    """Looks again and again what the processes hold."""

    def __init__(self, pid):
        self.pid, self.parent, self.decoder, self.on = pid, 0, 0, True
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while self.on:
            try:
                own = open(f"/proc/{self.pid}/statm", encoding="ascii").read()
                self.parent = max(self.parent, int(own.split()[1]) * os.sysconf("SC_PAGE_SIZE"))
            except OSError:
                return
            self.decoder = max([self.decoder] + [its[3] for its in processes(self.pid)])
            time.sleep(0.05)

    def cost(self):
        fields = open(f"/proc/{self.pid}/stat", encoding="utf-8").read().rsplit(")", 1)[1].split()
        own, ended = [(int(fields[at]) + int(fields[at + 1])) / TICKS for at in (11, 13)]
        decoders = ended + sum(its[1] + its[2] for its in processes(self.pid))
        most = self.parent, self.decoder
        self.parent = self.decoder = 0
        return own, decoders, *most


def main(folder, options):
    with tempfile.TemporaryDirectory() as place:
        inbox = f"{place}/in/resize"
        os.makedirs(inbox)
        open(f"{inbox}/azulejo.json", "w", encoding="utf-8").write('{"percent": 100, "format": "png"}')
        names = sorted(name for name in os.listdir(folder) if os.path.isfile(f"{folder}/{name}"))
        for number, name in enumerate(names):
            shutil.copy(f"{folder}/{name}", f"{inbox}/{number:04d}-{name}")
            open(f"{inbox}/{number:04d}-~good.gif", "wb").write(GOOD)
        process = subprocess.Popen(
            [*COMMAND, "watch", f"{place}/in", f"{place}/out", "--once", "--json", "--settle", "0", "--work-dir",
             f"{place}/work", *options], stdout=subprocess.PIPE, stderr=open(f"{place}/err", "wb"))
        looks, costs, seen, good = Looks(process.pid), [], set(), 0
        before = looks.cost()
        for line in process.stdout:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if "file" not in said:
                continue
            name, cost = os.path.basename(said["file"]), looks.cost()
            outcome = said.get("outcome", {})
            kind = outcome.get("kind", said.get("failure", "?"))
            seen.add(name)
            good += name.endswith("-~good.gif") and kind == "succeeded"
            costs.append((cost[0] - before[0], cost[1] - before[1], cost[2], cost[3], name,
                          f"{kind} {outcome.get('reason') or ''} {(outcome.get('detail') or '')[:120]}"))
            before = cost
        code = process.wait()
        looks.on = False
        failed = [cost for cost in costs if cost[0] + cost[1] > 10 or max(cost[2:4]) > 600e6]
        print(f"{'parent, s':>9} {'decoder, s':>10} {'MB':>5} {'MB':>5}  file")
        for cost in sorted(costs, key=lambda its: -max((its[0] + its[1]) / 10, max(its[2:4]) / 600e6))[:25]:
            print(f"{cost[0]:9.1f} {cost[1]:10.1f} {cost[2] / 1e6:5.0f} {cost[3] / 1e6:5.0f}  {cost[4]}"
                  f"{'  FAILED' if cost in failed else ''}\n{'':35}{cost[5]}")
        missing = [name for name in os.listdir(inbox) if name != "azulejo.json" and name not in seen]
        print(f"{len(names)} files, {good} of {len(names)} good ones done, exit {code}, {len(failed)} too dear,"
              f" without an end: {missing or 'none'}; parent {max(its[2] for its in costs) / 1e6:.0f} MB and"
              f" {sum(its[0] for its in costs):.0f} s, decoders {max(its[3] for its in costs) / 1e6:.0f} MB and"
              f" {sum(its[1] for its in costs):.0f} s")
        if code not in (0, 65, 73):
            print(open(f"{place}/err", encoding="utf-8", errors="replace").read()[-2000:])
        return bool(failed or missing or good < len(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
