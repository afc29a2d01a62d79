#!/usr/bin/env python3
"""Draws the pictures of drawn/, of which each pixel is meant; the same on every machine. usage: draw.py"""

import random
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = 320, 240
INK, PAPER = (24, 32, 56), (236, 232, 214)


def save(name: str, pixels: list[list[tuple[int, int, int]]]) -> None:
    image = Image.new("RGB", (len(pixels[0]), len(pixels)))
    image.putdata([pixel for row in pixels for pixel in row])
    image.save(HERE / "drawn" / f"{name}.png", optimize=True)


def maze() -> None:
    """Walls and ways of one pixel."""
    dice = random.Random(1)
    width, height = WIDTH // 2 * 2 - 1, HEIGHT // 2 * 2 - 1
    pixels = [[INK] * width for _ in range(height)]
    way = [(1, 1)]
    pixels[1][1] = PAPER
    while way:
        x, y = way[-1]
        steps = [(dx, dy) for dx, dy in ((2, 0), (-2, 0), (0, 2), (0, -2)) if 0 < x + dx < width and 0 < y + dy < height]
        steps = [(dx, dy) for dx, dy in steps if pixels[y + dy][x + dx] == INK]
        if not steps:
            way.pop()
            continue
        dx, dy = dice.choice(steps)
        pixels[y + dy // 2][x + dx // 2] = pixels[y + dy][x + dx] = PAPER
        way.append((x + dx, y + dy))
    save("maze", pixels)


def life() -> None:
    """Conway's game of life after thirty generations, each cell a pixel."""
    dice = random.Random(2)
    alive = [[dice.random() < 0.35 for _ in range(WIDTH)] for _ in range(HEIGHT)]
    for _ in range(30):
        near = [
            [sum(alive[(y + dy) % HEIGHT][(x + dx) % WIDTH] for dx in (-1, 0, 1) for dy in (-1, 0, 1)) - alive[y][x] for x in range(WIDTH)]
            for y in range(HEIGHT)
        ]
        alive = [[near[y][x] == 3 or (alive[y][x] and near[y][x] == 2) for x in range(WIDTH)] for y in range(HEIGHT)]
    save("life", [[(250, 240, 120) if cell else (20, 60, 40) for cell in row] for row in alive])


def invaders() -> None:
    """Sprites of 11 by 11, each its own mirror image, in eight colours."""
    dice = random.Random(3)
    colours = [(230, 60, 60), (240, 160, 40), (250, 220, 70), (90, 190, 90), (70, 160, 220), (110, 90, 210), (210, 110, 190), (240, 240, 240)]
    pixels = [[(12, 12, 20)] * WIDTH for _ in range(HEIGHT)]
    for top in range(4, HEIGHT - 11, 16):
        for left in range(5, WIDTH - 11, 16):
            colour = dice.choice(colours)
            for y in range(11):
                for x in range(6):
                    if dice.random() < 0.45:
                        pixels[top + y][left + x] = pixels[top + y][left + 10 - x] = colour
    save("invaders", pixels)


if __name__ == "__main__":
    maze()
    life()
    invaders()
