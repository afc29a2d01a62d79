"""PNG, read strictly and written plainly: what Pillow forgives is an error here, and 16 bits stay 16."""

import struct
import zlib

import numpy

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BANDS = {0: 1, 2: 3, 4: 2, 6: 4}  # by colour type; palettes are for inputs only
BEFORE_PIXELS = [b"iCCP", b"pHYs", b"eXIf", b"iTXt"]


def chunks(data):
    """Type and content of each chunk, in order; every length and checksum is right."""
    assert data[:8] == SIGNATURE, "no PNG signature"
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert len(content) == length, f"chunk {kind} is cut off"
        assert crc == zlib.crc32(kind + content), f"chunk {kind} has a wrong checksum"
        found.append((kind, content))
        at += 12 + length
    return found


def read(path):
    """The samples, as rows of pixels of bands."""
    with open(path, "rb") as file:
        found = chunks(file.read())
    check_order([kind for kind, _ in found])
    width, height, bits, colour, method, filters, interlace = struct.unpack(">IIBBBBB", found[0][1])
    assert (method, filters, interlace) == (0, 0, 0), "an unusual header"
    assert bits in (8, 16), f"{bits} bits a sample"
    pixel_bytes = BANDS[colour] * bits // 8
    packed = b"".join(content for kind, content in found if kind == b"IDAT")
    raw = inflated(packed)
    assert len(raw) == height * (1 + width * pixel_bytes), f"{len(raw)} bytes of pixels"
    rows = unfiltered(raw, width * pixel_bytes, height, pixel_bytes)
    samples = rows.view(">u2") if bits == 16 else rows
    return samples.reshape(height, width, BANDS[colour])


def check_order(kinds):
    first, last = kinds.index(b"IDAT"), len(kinds) - 1
    assert kinds[0] == b"IHDR" and kinds[last] == b"IEND" and kinds.count(b"IEND") == 1, "wrong ends"
    assert all(kind == b"IDAT" for kind in kinds[first:last]), "something between the pixels"
    assert all(kind in BEFORE_PIXELS for kind in kinds[1:first]), f"{kinds[1:first]} before the pixels"
    assert len(set(kinds[1:first])) == len(kinds[1:first]), "a chunk comes twice"


def inflated(packed):
    inflater = zlib.decompressobj()  # complains of a wrong Adler-32
    raw = inflater.decompress(packed)
    assert inflater.eof, "the deflate stream does not end"
    assert inflater.unused_data == b"", "something after the deflate stream"
    return raw


def unfiltered(raw, stride, height, step):
    """Filters none, Sub and Up: a strip of ours needs no others."""
    lines = numpy.frombuffer(raw, numpy.uint8).reshape(height, 1 + stride)
    rows = numpy.zeros((height, stride), numpy.uint8)
    above = numpy.zeros(stride, numpy.uint8)
    for y in range(height):
        kind, line = lines[y, 0], lines[y, 1:]
        assert kind in (0, 1, 2), f"filter {kind} in row {y}"
        if kind == 1:
            line = numpy.cumsum(line.reshape(-1, step), axis=0, dtype=numpy.uint8).reshape(-1)
        above = rows[y] = line + above if kind == 2 else line
    return rows


def write(path, samples, between=()):
    """`samples` as 8 or 16 bits a sample, with the chunks of `between` before the pixels."""
    height, width, bands = samples.shape
    bits = samples.dtype.itemsize * 8
    colour = {count: kind for kind, count in BANDS.items()}[bands]
    rows = samples.astype(samples.dtype.newbyteorder(">"))
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(SIGNATURE)
        for kind, content in [(b"IHDR", header), *between, (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]:
            file.write(struct.pack(">I", len(content)) + kind + content)
            file.write(struct.pack(">I", zlib.crc32(kind + content)))
