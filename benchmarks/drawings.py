"""Screenshots, line art and graphics of any size, drawn by a seed, with the font that Pillow brings along: the same bytes on every machine.

A picture is drawn finer than it is needed, in units of a pixel of the reduced picture, so that both the original and the reduced one are averages of one drawing.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parent / "pictures"))
from draw import CODE, WORDS, Canvas  # noqa: E402

FINER = 4  # drawn pixels to a side of one of the original
VIVID = [(0, 84, 166), (180, 30, 40), (0, 120, 110), (230, 120, 0), (110, 50, 140), (30, 30, 30)]


class Sheet(Canvas):
    """A canvas whose letters come with Pillow; bold ones are drawn with an outline."""

    def text(self, x, y, words, colour="black", size=12, bold=0.0):
        place, outline = (x * self._finer, y * self._finer), round(bold * self._finer)
        self._draw.text(place, words, colour, self._font("", size * self._finer), stroke_width=outline, stroke_fill=colour)

    def _font(self, name, size):
        return ImageFont.load_default(size)


def some(random: np.random.Generator, choices):
    return choices[int(random.integers(len(choices)))]


def words(random: np.random.Generator, count: int) -> str:
    first = int(random.integers(len(WORDS)))
    return " ".join(WORDS[(first + i) % len(WORDS)] for i in range(count))


def page(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    size = int(random.integers(9, 15))
    sheet.text(6, 4, words(random, 3), some(random, VIVID), size + 4, 0.5)
    for y in range(size + 14, height, size + 4):
        sheet.text(6, y, words(random, 8), (40, 40, 40), size)


def editor(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    colours = [(204, 120, 50), (169, 183, 198), (106, 135, 89), (104, 151, 187)]
    sheet.box(0, 0, width, height, (43, 43, 43))
    sheet.box(0, 0, 14, height, (49, 51, 53))
    first, size = int(random.integers(len(CODE))), int(random.integers(8, 13))
    for row, y in enumerate(range(4, height, size + 5)):
        sheet.text(2, y, str(row + 1), (96, 99, 102), 8)
        sheet.text(18, y, CODE[(first + row) % len(CODE)], some(random, colours), size)


def dialog(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    sheet.box(0, 0, width, height, (96, 128, 160))
    sheet.box(6, 6, width - 6, height - 6, (240, 240, 240), (70, 70, 70), 1)
    sheet.box(7, 7, width - 7, 24, some(random, VIVID))
    sheet.text(11, 8, words(random, 2), "white", 11, 0.5)
    sheet.oval(12, 32, 36, 56, (255, 200, 0), (120, 90, 0), 1)
    sheet.text(21, 35, "!", "black", 16, 1)
    for row in range(4):
        sheet.text(42, 30 + row * 13, words(random, 3), "black", 10)
    for i, label in enumerate(["Keep", "Cancel"]):
        sheet.box(12 + i * 50, height - 30, 56 + i * 50, height - 14, (225, 225, 225), (120, 120, 120), 1)
        sheet.text(17 + i * 50, height - 29, label, "black", 11, 0.4 * (i == 0))


def table(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    sheet.box(0, 0, width, 14, (225, 228, 232))
    for x in range(0, width, 36):
        sheet.line([(x, 0), (x, height)], (190, 190, 190), 1)
    for y in range(14, height, 14):
        sheet.line([(0, y), (width, y)], (190, 190, 190), 1)
        for x in range(0, width, 36):
            sheet.text(x + 3, y + 1, f"{random.uniform(0, 999):.1f}", some(random, [(180, 0, 0), (0, 0, 0), (0, 0, 0)]), 9)


def circles(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    for _ in range(9):
        x, y, radius = random.uniform(0, width), random.uniform(0, height), random.uniform(6, 46)
        sheet.oval(x - radius, y - radius, x + radius, y + radius, None, "black", some(random, [0.7, 1.2, 2, 3]))


def contour(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    """Closed curves within one another, as maps and engravings have them."""
    angle, bumps = np.linspace(0, 2 * np.pi, 120), random.uniform(-0.1, 0.1, (4, 2))
    form = 1 + sum(a * np.sin((k + 2) * angle) + b * np.cos((k + 2) * angle) for k, (a, b) in enumerate(bumps))
    for radius in range(5, 90, int(random.integers(4, 9))):
        sheet.line([(width / 2 + radius * f * np.cos(a), height / 2 + radius * f * np.sin(a)) for a, f in zip(angle, form)], "black", random.uniform(0.6, 1.6))


def comic(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    skin, hair, sky = [tuple(int(v) for v in random.integers(90, 255, 3)) for _ in range(3)]
    sheet.box(0, 0, width, height, sky)
    sheet.shape([(0, height * 0.8), (width, height * 0.7), (width, height), (0, height)], some(random, VIVID))
    sheet.line([(0, height * 0.8), (width, height * 0.7)], "black", 1.5)
    x, y = width / 2 + random.uniform(-9, 9), height / 2
    sheet.oval(x - 34, y - 42, x + 34, y + 42, skin, "black", 2)
    sheet.shape([(x - 36, y - 4), (x - 24, y - 52), (x + 2, y - 36), (x + 30, y - 54), (x + 38, y - 2), (x + 20, y - 22), (x - 8, y - 18)], hair)
    for side in (-13, 13):
        sheet.oval(x + side - 8, y - 12, x + side + 8, y + 10, "white", "black", 1.4)
        sheet.oval(x + side - 3, y - 5, x + side + 5, y + 8, some(random, VIVID), "black", 1)
    sheet.line([(x - 14, y + 22), (x - 4, y + 28), (x + 8, y + 27), (x + 16, y + 20)], "black", 1.6)


def schematic(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    for left in range(18, width, 58):
        for top in range(10, height, 52):
            sheet.box(left, top, left + 28, top + 26, None, "black", 1.2)
            sheet.text(left + 5, top + 5, f"U{random.integers(1, 99)}", "black", 11)
            for pin in range(4):
                sheet.line([(left - 9, top + 4 + pin * 6), (left, top + 4 + pin * 6)], "black", 1)
                sheet.line([(left + 28, top + 4 + pin * 6), (left + 39, top + 4 + pin * 6)], "black", 1)
            sheet.line([(left + 14, top + 26), (left + 14, top + 40), (left + 50, top + 40)], "black", 1)


def barcode(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    unit = some(random, [1, 1.5, 2])
    x = 8.0
    while x < width - 12:
        bar, gap = (int(n) * unit for n in random.integers(1, 4, 2))
        sheet.box(x, 14, x + bar, height - 24, "black")
        x += bar + gap
    sheet.text(12, height - 22, "".join(str(n) for n in random.integers(0, 10, 12)), "black", 12)


def code(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    unit = int(random.integers(2, 6))
    count = (min(width, height) - 16) // unit
    for row, column in np.argwhere(random.integers(0, 2, (count, count))):
        sheet.box(8 + column * unit, 8 + row * unit, 8 + (column + 1) * unit, 8 + (row + 1) * unit, "black")
    for x, y in [(8, 8), (8 + (count - 7) * unit, 8), (8, 8 + (count - 7) * unit)]:
        for margin, colour in [(-1, "white"), (0, "black"), (1, "white"), (2, "black")]:
            sheet.box(x + margin * unit, y + margin * unit, x + (7 - margin) * unit, y + (7 - margin) * unit, colour)


def chart(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    x = np.linspace(0, 1, 80)
    for y in range(10, height - 20, 18):
        sheet.line([(18, y), (width - 4, y)], (215, 215, 215), 0.8)
        sheet.text(2, y - 5, str(height - y), "black", 8)
    for colour in VIVID[:4]:
        y = 0.5 + 0.3 * np.sin(9 * x + random.uniform(0, 6)) * np.exp(-x) + 0.1 * np.sin(31 * x)
        sheet.line([(18 + (width - 24) * a, 8 + (height - 28) * b) for a, b in zip(x, y)], colour, 1.2)
    sheet.line([(18, 6), (18, height - 18), (width - 4, height - 18)], "black", 1)


def logo(sheet: Sheet, width: int, height: int, random: np.random.Generator):
    colour, other = some(random, VIVID), some(random, VIVID)
    sheet.oval(10, 10, 70, 70, colour)
    sheet.shape([(40, 16), (62, 62), (40, 50), (18, 62)], "white")
    sheet.text(12, 76, some(random, ["azulejo", "tiles & co", "No. 7"]), colour, 22, 0.6)
    for i in range(8):
        sheet.box(12 + i * 13, height - 14, 22 + i * 13, height - 4, other if i % 2 else colour)


DRAWN = {
    "screenshot": [page, editor, dialog, table],
    "line-art": [circles, contour, comic, schematic],
    "graphics": [barcode, code, chart, logo],
}


def drawn(kind: str, which: int, width: int, height: int, scale: int, random: np.random.Generator) -> Image.Image:
    """What is to be `scale` times as large as a picture of `width` by `height`."""
    draw = DRAWN[kind][which % len(DRAWN[kind])]
    sheet = Sheet("white", width, height, FINER * scale)
    draw(sheet, width, height, random)
    return sheet.image.reduce(FINER)
