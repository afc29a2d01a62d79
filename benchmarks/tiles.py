"""Azulejo's tile geometry, so that every engine here works on the same tiles."""

from dataclasses import dataclass


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


# Azulejo looks at a model's answers so far around a pixel before it takes one (RangeGuard); peers run the same tiles.
GUARD = 3


def tile_halo(card: dict) -> int:
    return card["receptiveField"]["px"] + GUARD


def spans(length: int, best_side: int, halo: int) -> list[Span]:
    """All padded spans have one length, near `best_side`; interiors partition the axis."""
    if length <= best_side:
        return [Span(0, length, 0, length)]
    count = -(-(length - 2 * halo) // (best_side - 2 * halo))
    step = -(-(length - 2 * halo) // count)
    padded = step + 2 * halo
    return [
        Span(
            padded_start=(start := min(index * step, length - padded)),
            padded_end=start + padded,
            interior_start=index * step + halo if index > 0 else 0,
            interior_end=(index + 1) * step + halo if index < count - 1 else length,
        )
        for index in range(count)
    ]


def tiles(width: int, height: int, best_side: int, halo: int) -> list[Tile]:
    columns, rows = spans(width, best_side, halo), spans(height, best_side, halo)
    return [Tile(across, down) for down in rows for across in columns]
