"""Draws what a month of a deployment costs against the number of images a day, with GPUs on Spot, on demand and of one's
own, as SVG; and prints where one becomes cheaper than the other. All figures are those of `azulejo quote --monthly`.

    benchmarks/cost.py OUT.svg [OPTIONS OF QUOTE...]     needs Python 3.11 and a checkout

`docs/images/cost.svg` and `docs/images/cost-x4plus.svg` are made by it, see docs/cost.md.
"""

import json
import math
import subprocess
import sys
from pathlib import Path

WIDTH, HEIGHT = 860, 540
LEFT, RIGHT, TOP, BOTTOM = 104, 176, 50, 70
SERIES = {"spot": "#1b7f5c", "on demand": "#2b5fa8", "own": "#b5482a"}
NAMES = {"spot": "GPUs on Spot", "on demand": "GPUs on demand", "own": "GPUs of your own"}
IMAGES = [round(10 ** (exponent / 40)) for exponent in range(80, 241)]  # a hundred to a million a day


def quotes(options):
    command = [
        str(Path(__file__).resolve().parent.parent / "azulejo"),
        *("quote", "--monthly", "--json", "--images-per-day", ",".join(map(str, IMAGES))),
        *options,
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in told.splitlines()]


def crossings(rows, one, other):
    """Where `one` becomes cheaper than `other`, and where it stops being so, as numbers of images a day."""
    found = []
    for before, after in zip(rows, rows[1:]):
        was = before["gpus"][one] - before["gpus"][other]
        now = after["gpus"][one] - after["gpus"][other]
        if (was < 0) != (now < 0):
            share = was / (was - now)
            images = before["imagesPerDay"] + share * (after["imagesPerDay"] - before["imagesPerDay"])
            found.append((images, now < 0))
    return found


class Plot:
    def __init__(self, rows):
        self.rows = rows
        values = [value for row in rows for value in row["gpus"].values()] + [row["orchestration"] for row in rows]
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self.parts = []

    def x(self, images):
        first, last = math.log10(IMAGES[0]), math.log10(IMAGES[-1])
        return LEFT + (math.log10(images) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(self, dollars):
        return HEIGHT - BOTTOM - (math.log10(dollars) - self.low) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)

    def text(self, x, y, words, anchor="middle", **more):
        style = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{words}</text>')

    def line(self, x1, y1, x2, y2, colour, width=1, dash=""):
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{dashes}/>'
        )

    def curve(self, values, colour, dash=""):
        points = " ".join(f'{self.x(row["imagesPerDay"]):.1f},{self.y(value):.1f}' for row, value in zip(self.rows, values))
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"{dashes}/>')

    def drawn(self, title):
        for power in range(round(math.log10(IMAGES[0])), round(math.log10(IMAGES[-1])) + 1):
            x = self.x(10**power)
            self.line(x, TOP, x, HEIGHT - BOTTOM, "#ddd")
            self.text(x, HEIGHT - BOTTOM + 22, f"{10**power:,}")
        for power in range(self.low, self.high + 1):
            y = self.y(10**power)
            self.line(LEFT, y, WIDTH - RIGHT, y, "#ddd")
            self.text(LEFT - 10, y + 5, f"${10**power:,}", "end")
        self.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 22, "images a day")
        self.text(LEFT, 28, title, "start", font_size=17)
        self.curve([row["orchestration"] for row in self.rows], "#888", "5 4")
        labels = [(self.y(self.rows[-1]["orchestration"]), "#666", "all but GPUs (--)")]
        for name, colour in SERIES.items():
            values = [row["gpus"][name] for row in self.rows]
            self.curve(values, colour)
            labels.append((self.y(values[-1]), colour, NAMES[name]))
        place = -100.0
        for y, colour, words in sorted(labels):
            place = max(y + 5, place + 19)  # none over another
            self.text(WIDTH - RIGHT + 10, place, words, "start", fill=colour)
        for name in ("spot", "on demand"):
            for images, cheaper in crossings(self.rows, "own", name):
                if cheaper:
                    dollars = self.y(min(self.rows, key=lambda row: abs(row["imagesPerDay"] - images))["gpus"][name])
                    self.line(self.x(images), dollars, self.x(images), HEIGHT - BOTTOM, SERIES[name], 1.5, "3 3")
                    self.text(self.x(images) + 4, HEIGHT - BOTTOM - 8, f"{images:,.0f}", "start", fill=SERIES[name], font_size=13)
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="14">',
                f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
                *self.parts,
                "</svg>\n",
            ]
        )


def main(out, *options):
    rows = quotes(options)
    seconds = rows[0]["gpuSeconds"]
    Path(out).write_text(Plot(rows).drawn(f"US dollars a month, {seconds:.2f} s of a GPU for each image"), encoding="utf-8")
    for name in ("spot", "on demand"):
        for images, cheaper in crossings(rows, "own", name):
            print(f"own GPUs {'become cheaper' if cheaper else 'stop being cheaper'} than {name} at {images:,.0f} images a day")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
