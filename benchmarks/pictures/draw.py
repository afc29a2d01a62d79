#!/usr/bin/env python3
"""Draws the pictures of drawn/ and pixels/: what screens, drawing programs and printers make. usage: draw.py FOLDER-OF-DEJAVU-FONTS

drawn/ is drawn four times as large and reduced by averaging, as rasterisers smooth edges; pixels/ means each of its pixels.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT, FINER = 768, 576, 4
WORDS = ("The quick brown fox jumps over a lazy dog while 1,234 birds watch from below the hill and nobody says why it should "
         "matter to them; prices rose by 5.6 % in May, illegible invoices were refused. Queue, jazz, xylophone, wolf, myth. ").split()
CODE = """public final class Tiles {
    private final int side; // pixels
    static Tiles of(Rect image) {
        int n = image.width() / 8 + 1;
        if (n > 64 && !wide) { return null; }
        for (int i = 0; i < n; i++) {
            sum += grid[i] * 0.25f;
        }
        return new Tiles(n, sum, "tile");
    }
    @Override public String text() {
        return "%d x %d".formatted(w, h);
    }
}""".split("\n")


class Canvas:
    """Draws in pixels of the finished picture, each of `finer` by `finer` drawn ones."""

    def __init__(self, background="white", width=WIDTH, height=HEIGHT, finer=FINER):
        self._finer = finer
        self.image = Image.new("RGB", (width * finer, height * finer), background)
        self._draw = ImageDraw.Draw(self.image)

    def line(self, points, colour, width=4.0):
        self._draw.line([(x * self._finer, y * self._finer) for x, y in points], colour, round(width * self._finer), joint="curve")

    def box(self, left, top, right, bottom, fill=None, outline=None, width=4.0):
        self._draw.rectangle([v * self._finer for v in (left, top, right, bottom)], fill, outline, round(width * self._finer))

    def oval(self, left, top, right, bottom, fill=None, outline=None, width=4.0):
        self._draw.ellipse([v * self._finer for v in (left, top, right, bottom)], fill, outline, round(width * self._finer))

    def shape(self, points, fill):
        self._draw.polygon([(x * self._finer, y * self._finer) for x, y in points], fill)

    def text(self, x, y, words, colour="black", size=40, font="DejaVuSans"):
        self._draw.text((x * self._finer, y * self._finer), words, colour, self._font(font, size * self._finer))

    def _font(self, name, size):
        return ImageFont.truetype(Path(sys.argv[1]) / f"{name}.ttf", size)

    def save(self, name):
        self.image.reduce(FINER).save(HERE / "drawn" / f"{name}.png", optimize=True)


def lines_of(count, per_line):
    return [" ".join(WORDS[(i * per_line + j) % len(WORDS)] for j in range(per_line)) for i in range(count)]


def page():
    canvas = Canvas()
    for row, words in enumerate(lines_of(12, 7)):
        canvas.text(20, 12 + row * 47, words, "black", 36, "DejaVuSerif")
    canvas.save("page")


def small_print():
    canvas = Canvas()
    for row, words in enumerate(lines_of(18, 9)):
        canvas.text(10, 6 + row * 32, words, (40, 40, 40), 26)
    canvas.save("small-print")


def terminal():
    canvas = Canvas("black")
    colours = [(230, 230, 230), (80, 250, 120), (240, 240, 240), (255, 90, 90), (120, 160, 255)]
    for row, words in enumerate(lines_of(13, 6)):
        canvas.text(12, 8 + row * 44, ("$ " if row % 3 == 0 else "") + words, colours[row % 5], 34, "DejaVuSansMono")
    canvas.save("terminal")


def editor():
    canvas = Canvas((43, 43, 43))
    canvas.box(0, 0, 60, HEIGHT, (49, 51, 53))
    colours = [(204, 120, 50), (169, 183, 198), (106, 135, 89), (104, 151, 187)]
    for row, code in enumerate(CODE):
        canvas.text(10, 6 + row * 40, str(row + 1), (96, 99, 102), 28, "DejaVuSansMono")
        canvas.text(72, 4 + row * 40, code, colours[(row * 3) % 4], 30, "DejaVuSansMono")
    canvas.save("editor")


def dialog():
    canvas = Canvas((96, 128, 160))
    canvas.box(60, 50, 708, 520, (240, 240, 240), (70, 70, 70))
    canvas.box(62, 52, 706, 110, (0, 84, 166))
    canvas.text(80, 60, "Save changes?", "white", 36, "DejaVuSans-Bold")
    for i in range(2):
        canvas.line([(660 + 28 * i, 68), (688 - 28 * i, 96)], "white")
    canvas.oval(90, 150, 190, 250, (255, 200, 0), (120, 90, 0))
    canvas.text(130, 160, "!", "black", 64, "DejaVuSans-Bold")
    for row, words in enumerate(["The file report.txt was", "changed by another", "program. Keep yours?"]):
        canvas.text(220, 140 + row * 46, words, "black", 36)
    for i, words in enumerate(["Keep", "Discard", "Cancel"]):
        canvas.box(90 + i * 200, 420, 270 + i * 200, 490, (225, 225, 225), (120, 120, 120))
        canvas.text(115 + i * 200, 432, words, "black", 34)
    for i in range(3):
        canvas.box(100, 300 + i * 36, 124, 324 + i * 36, "white", "black")
        canvas.text(140, 294 + i * 36, f"option {i + 1} of all that there are", (30, 30, 30), 28)
    canvas.save("dialog")


def spreadsheet():
    canvas = Canvas()
    canvas.box(0, 0, WIDTH, 44, (225, 228, 232))
    for i in range(7):
        canvas.line([(i * 128, 0), (i * 128, HEIGHT)], (190, 190, 190))
    for row in range(14):
        canvas.line([(0, 44 + row * 42), (WIDTH, 44 + row * 42)], (190, 190, 190))
        for i in range(6):
            value = "ABCDEF"[i] if row == 0 else f"{(row * 7919 + i * 104729) % 99991 / 100:.2f}"
            canvas.text(10 + i * 128, 4 + row * 42, value, (180, 0, 0) if (row + i) % 7 == 3 else "black", 30)
    canvas.save("spreadsheet")


def chart():
    canvas = Canvas()
    x = np.linspace(0, 1, 200)
    for i, colour in enumerate([(31, 119, 180), (255, 127, 14), (44, 160, 44), (214, 39, 40)]):
        y = 0.5 + 0.3 * np.sin(9 * x + i) * np.exp(-x * i / 2) + 0.1 * np.sin(41 * x * (1 + i / 4))
        canvas.line([(90 + 650 * a, 40 + 450 * (1 - b)) for a, b in zip(x, y)], colour, 4)
    canvas.line([(90, 30), (90, 490), (750, 490)], "black")
    for i in range(6):
        canvas.line([(90 + 130 * i, 490), (90 + 130 * i, 502)], "black")
        canvas.text(70 + 130 * i, 510, f"{i * 20}", "black", 30)
        canvas.line([(92, 400 - 80 * i), (750, 400 - 80 * i)], (215, 215, 215), 2)
        canvas.text(20, 470 - 80 * i, f"{i * 0.2:.1f}", "black", 30)
    canvas.save("chart")


def bars():
    canvas = Canvas()
    for i in range(8):
        top = 480 - (i * 37 + 90) % 331
        canvas.box(70 + i * 84, top, 130 + i * 84, 490, [(76, 114, 176), (221, 132, 82), (85, 168, 104)][i % 3])
        canvas.text(64 + i * 84, top - 36, f"{(i * 37 + 90) % 331}", "black", 28)
        canvas.text(64 + i * 84, 496, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"][i], "black", 32)
    canvas.line([(56, 490), (750, 490)], "black", 3)
    canvas.save("bars")


def street_map():
    canvas = Canvas((242, 239, 233))
    random = np.random.default_rng(5)
    canvas.shape([(0, 380), (180, 330), (300, 420), (260, 576), (0, 576)], (170, 211, 223))
    canvas.shape([(470, 60), (700, 40), (740, 220), (520, 240)], (200, 230, 190))
    for i in range(9):
        points = [(0, 70 * i), (250, 70 * i + random.integers(-40, 40)), (WIDTH, 66 * i + random.integers(-60, 60))]
        canvas.line(points, (170, 170, 170), 16)
        canvas.line(points, "white", 11)
    for i in range(8):
        points = [(100 * i, 0), (100 * i + random.integers(-50, 50), 300), (96 * i, HEIGHT)]
        canvas.line(points, (200, 140, 60), 12 if i % 3 else 20)
        canvas.line(points, (255, 224, 140), 7 if i % 3 else 14)
    for i in range(9):
        canvas.text(40 + (i * 211) % 600, 30 + (i * 137) % 500, ["Mill Lane", "High Street", "Park", "Station"][i % 4], (60, 60, 60), 28)
    canvas.save("map")


def cartoon():
    canvas = Canvas((150, 205, 240))
    canvas.shape([(0, 430), (768, 390), (768, 576), (0, 576)], (120, 190, 90))
    canvas.line([(0, 430), (768, 390)], "black", 5)
    canvas.oval(220, 90, 520, 430, (255, 222, 190), "black", 7)
    canvas.shape([(215, 230), (240, 60), (370, 130), (500, 50), (530, 240), (440, 150), (330, 170)], (90, 50, 110))
    for i in range(2):
        canvas.oval(275 + i * 110, 210, 345 + i * 110, 300, "white", "black", 5)
        canvas.oval(298 + i * 110, 232, 334 + i * 110, 290, (40, 120, 80), "black", 4)
        canvas.oval(306 + i * 110, 240, 318 + i * 110, 254, "white")
    canvas.line([(310, 350), (350, 376), (400, 372), (432, 346)], "black", 5)
    canvas.line([(362, 300), (352, 330), (372, 332)], "black", 4)
    canvas.oval(600, 40, 710, 150, (255, 235, 80), (230, 150, 0), 6)
    canvas.save("cartoon")


def schematic():
    canvas = Canvas()
    for i in range(6):
        x, y = 60 + (i % 3) * 240, 80 + (i // 3) * 250
        canvas.box(x, y, x + 120, y + 90, None, "black", 4)
        canvas.text(x + 16, y + 18, f"U{i + 1}", "black", 36)
        for pin in range(4):
            canvas.line([(x - 30, y + 12 + pin * 22), (x, y + 12 + pin * 22)], "black", 4)
            canvas.line([(x + 120, y + 12 + pin * 22), (x + 150, y + 12 + pin * 22)], "black", 4)
        canvas.oval(x + 40, y + 110, x + 70, y + 140, None, "black", 4)
        canvas.line([(x + 55, y + 140), (x + 55, y + 190), (x + 200, y + 190)], "black", 4)
    for i in range(10):
        canvas.line([(20 + i * 24, 560), (44 + i * 24, 536 if i % 2 else 570)], "black", 3)
    canvas.save("schematic")


def web_page():
    canvas = Canvas()
    canvas.box(0, 0, WIDTH, 60, (36, 41, 46))
    canvas.text(20, 10, "News   Sport   Weather", "white", 34)
    with Image.open(HERE.parent.parent / "docs" / "images" / "chelsea.png") as photo:
        canvas.image.paste(photo.convert("RGB").resize((300 * FINER, 200 * FINER), Image.Resampling.BICUBIC), (30 * FINER, 90 * FINER))
    canvas.text(350, 84, "Cat found well", "black", 44, "DejaVuSans-Bold")
    for row, words in enumerate(lines_of(11, 5)):
        canvas.text(350 if row < 4 else 30, 144 + row * 39, words if row < 4 else words + " " + lines_of(3, 4)[row % 3], (50, 50, 50), 28 if row < 4 else 30)
    canvas.text(30, 540, "read more …", (3, 102, 214), 28)
    canvas.save("web-page")


def logo():
    canvas = Canvas()
    canvas.oval(90, 90, 380, 380, (0, 120, 110))
    canvas.shape([(235, 110), (350, 340), (235, 280), (120, 340)], "white")
    canvas.text(410, 150, "azulejo", (0, 120, 110), 88, "DejaVuSans-Bold")
    canvas.text(410, 260, "tile by tile", (90, 90, 90), 44, "DejaVuSans-Oblique")
    for i in range(12):
        canvas.box(60 + i * 56, 440, 104 + i * 56, 500, [(0, 120, 110), (230, 180, 40), (30, 30, 30)][i % 3])
    canvas.save("logo")


def save_pixels(name, pixels):
    pixels = np.asarray(pixels, np.uint8)
    Image.fromarray(pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, 2)).save(HERE / "pixels" / f"{name}.png", optimize=True)


def patterns():
    height, width = 144, 192
    y, x = np.mgrid[0:height, 0:width]
    with Image.open(HERE.parent.parent / "docs" / "images" / "chelsea.png") as photo:
        grey = photo.convert("L").crop((100, 50, 100 + 2 * width, 50 + height * 2 - 40)).resize((width, height), Image.Resampling.BICUBIC)
        colour = photo.convert("RGB").crop((100, 50, 100 + 2 * width, 50 + height * 2 - 40)).resize((width, height), Image.Resampling.BICUBIC)
    save_pixels("dithered", np.asarray(grey.convert("1")) * 255)
    ordered = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])
    save_pixels("halftone", (np.asarray(grey) // 16 > ordered[y % 4, x % 4]) * 255)
    save_pixels("sixteen-colours", np.asarray(colour.quantize(16, dither=Image.Dither.FLOYDSTEINBERG).convert("RGB")))
    stripes = np.where(y < height // 2, x % 2, y % 2) * 255
    stripes[:, width // 2:] = np.where((x + y) % 2, 200, 60)[:, width // 2:]
    save_pixels("stripes", stripes)
    far = (x - width / 2) ** 2 + (y - height / 2) ** 2
    save_pixels("rings", 127.5 + 127.5 * np.cos(far * np.pi / width))
    star = np.where(np.sin(np.arctan2(y - height / 2, x - width / 2) * 36) > 0, 255, 0)
    save_pixels("star", star)
    random = np.random.default_rng(11)
    code = random.integers(0, 2, (48, 64)).repeat(3, 0).repeat(3, 1) * 255
    save_pixels("code", code)
    ramp = (np.stack([x * 255 // width, y * 255 // height, 255 - x * 255 // width], 2) // 51) * 51
    sprite = random.integers(0, 6, (18, 12))
    sprite = np.concatenate([sprite, sprite[:, ::-1]], 1).repeat(4, 0).repeat(4, 1)
    palette = np.array([[20, 12, 28], [208, 70, 72], [222, 238, 214], [109, 170, 44], [89, 125, 206], [218, 212, 94]])
    ramp[36:108, 48:144] = palette[sprite]
    save_pixels("sprite", ramp)


if __name__ == "__main__":
    for draw in (page, small_print, terminal, editor, dialog, spreadsheet, chart, bars, street_map, cartoon, schematic, web_page, logo, patterns):
        draw()
