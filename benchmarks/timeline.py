"""Where a run waits: timeline.py FILE, which `azulejo enhance --trace-timeline FILE` wrote. Prints a table for the README. Needs Python 3 alone."""

import json
import sys
from collections import defaultdict
from pathlib import Path

text = Path(sys.argv[1]).read_text()
events = json.loads(text if text.endswith("]\n") else text + "]")
spans = [(e["name"], e["tid"], e["ts"] / 1e6, (e["ts"] + e["dur"]) / 1e6) for e in events if e["ph"] == "X"]


def of(name):
    return [span for span in spans if span[0] == name]


def below(spans, threads, begin, end):
    """Seconds between `begin` and `end` in which fewer than `threads` of the spans are under way."""
    steps = sorted([(b, 1) for _, _, b, _ in spans] + [(e, -1) for _, _, _, e in spans])
    seconds, under_way, since = 0, 0, begin
    for at, change in steps:
        at = min(max(at, begin), end)
        if under_way < threads:
            seconds += at - since
        since, under_way = at, under_way + change
    return seconds + (end - since if under_way < threads else 0)


tiles, models = of("tile"), of("model")
wall = max(end for _, _, _, end in spans)
print(f"| wall | {wall:.2f} s | |")
if models:
    threads = len({row for _, row, _, _ in tiles})
    first, last = min(begin for _, _, begin, _ in tiles), max(end for _, _, _, end in tiles)
    alone = sum(end - begin for _, _, begin, end in models) / threads
    out_of_model, out_of_tile = below(models, threads, first, last), below(tiles, threads, first, last)
    print(f"| models alone, on {threads} threads | {alone:.2f} s | wall is {wall / alone:.3f} times that |")
    print(f"| before the first tile | {first:.2f} s | {first / wall:.1%} |")
    print(f"| between: fewer than {threads} in the model | {out_of_model:.2f} s | {out_of_model / wall:.1%} |")
    print(f"| between: fewer than {threads} at a tile | {out_of_tile:.2f} s | {out_of_tile / wall:.1%} |")
    print(f"| behind the last tile | {wall - last:.2f} s | {(wall - last) / wall:.1%} |")
print("\n| what | times | seconds | by itself |\n|---|---|---|---|")
totals = defaultdict(lambda: [0, 0.0, 0.0])
rows = defaultdict(list)
for name, row, begin, end in sorted(spans, key=lambda span: (span[2], -span[3])):
    open_ones = rows[row]
    while open_ones and open_ones[-1][1] <= begin + 1e-9:
        open_ones.pop()
    if open_ones:
        totals[open_ones[-1][0]][2] -= end - begin
    open_ones.append((name, end))
    totals[name][0] += 1
    totals[name][1] += end - begin
    totals[name][2] += end - begin
for name, (count, seconds, alone) in sorted(totals.items(), key=lambda item: -item[1][2]):
    print(f"| {name} | {count} | {seconds:.3f} | {alone:.3f} |")
