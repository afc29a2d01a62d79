"""Azulejo's tile geometry, so that every engine here works on the same tiles."""

import math
from dataclasses import dataclass

GUARD = 3  # Azulejo looks at the answers so far around a pixel before it takes one (AnswerGuard); peers run the same tiles


@dataclass(frozen=True)
class Geometry:
    """How a model's tiles are cut.

    best_side: the longest side of what the model sees; halo: what is thrown away of it on each side, overlap not counted;
    alignment: what it sees starts and ends on multiples of this; overlap: by how much a result reaches into its neighbour
    """

    best_side: int
    halo: int
    alignment: int = 1
    overlap: int = 0

    @property
    def margin(self) -> int:
        """Around each interior, in units of the alignment."""
        needed = math.ceil((self.halo + self.overlap) / self.alignment)
        return needed if self.alignment == 1 else max(1, needed)

    def extended(self, length: int) -> int:
        """The image's side as the model sees it: the next multiple of the alignment."""
        return math.ceil(length / self.alignment) * self.alignment


def geometry(cards: list[dict]) -> Geometry:
    """Of a chain of models: the halo of a later step counts in input pixels of the first."""
    halo, scale = 0, 1
    for card in cards:
        field = card["receptiveField"]
        reach = field["px"] if field["kind"] == "radius" else field["haloPx"]
        halo += math.ceil((reach + (GUARD if "guardMargin" in card else 0)) / scale)
        scale *= card["scale"]
    overlap = max(card["receptiveField"].get("overlapPx", 0) for card in cards)
    return Geometry(cards[0]["bestSide"]["cpu"], halo, max(card["alignment"] for card in cards), overlap)


@dataclass(frozen=True)
class Span:
    """One tile along one axis, in input pixels: what the model sees, and the part of it that the result keeps."""

    padded_start: int
    padded_end: int
    interior_start: int
    interior_end: int

    def padded(self) -> slice:
        return slice(self.padded_start, self.padded_end)

    def interior(self, scale: int = 1) -> slice:
        return slice(self.interior_start * scale, self.interior_end * scale)

    def kept(self, scale: int) -> slice:
        """The interior's place in the model's result for the padded span."""
        return slice(
            (self.interior_start - self.padded_start) * scale,
            (self.interior_end - self.padded_start) * scale,
        )


@dataclass(frozen=True)
class Tile:
    across: Span
    down: Span


def spans(length: int, cut: Geometry) -> list[Span]:
    """All padded spans have one length, near the best side; interiors partition the axis. Counts in units of the alignment."""
    units, longest, margin = math.ceil(length / cut.alignment), cut.best_side // cut.alignment, cut.margin
    count = max(1, math.ceil((units - 2 * margin) / (longest - 2 * margin)))
    step = math.ceil((units - 2 * margin) / count)
    padded = units if count == 1 else step + 2 * margin
    return [
        Span(
            padded_start=(start := min(index * step, units - padded)) * cut.alignment,
            padded_end=(start + padded) * cut.alignment,
            interior_start=(index * step + margin) * cut.alignment if index > 0 else 0,
            interior_end=((index + 1) * step + margin) * cut.alignment if index < count - 1 else length,
        )
        for index in range(count)
    ]


def tiles(width: int, height: int, cut: Geometry) -> list[Tile]:
    columns, rows = spans(width, cut), spans(height, cut)
    return [Tile(across, down) for down in rows for across in columns]
