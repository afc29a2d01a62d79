"""The third series of hostile files; hostile.py makes them together with its own, and has what they are built of.

h  AVIF: lists that name each other, and data that lie upon each other      i  profiles (ICC.1:2022)
j  JPEG: segments, scans and second pictures                                k  PNG: what is packed, and what is repeated
l  TIFF and BigTIFF                                                         m  WebP
n  GIF, BMP, and formats that are refused                                   o  XMP, IPTC and EXIF in the formats that hold them
"""
import io
import struct
import zipfile
import zlib

from hostile import (CONFIGURATION, LARGE, avif, box, chunk, directory, exif, frame, full, jpeg, large, marker, png, progressive,
                     refers, riff_chunk, scan, size, still, text, triple, webp, xmp)

GREY = [(256, 4, 1, 64), (257, 4, 1, 64), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1),
        (278, 4, 1, 64), (279, 4, 1, 4096)]
PIXELS_END = 8 + 4096


def changed(entries, **values):
    """Entries of a directory with others in their place, by tag: t256=(type, count, value)."""
    all_ = {its[0]: its for its in entries}
    all_.update({int(tag[1:]): (int(tag[1:]), *value) for tag, value in values.items()})
    return [all_[tag] for tag in sorted(all_)]


def tiff(entries, behind=b"", pixels=bytes(4096)):
    """One page whose directory lies behind its pixels; offset of `behind` is place(entries)."""
    return b"II*\0" + struct.pack("<I", 8 + len(pixels)) + pixels + directory(entries) + behind


def place(count, pixels=4096):
    return 8 + pixels + 2 + 12 * count + 4


# --- h: AVIF

def avifs():
    grid = lambda rows, columns: bytes([0, 0, rows - 1, columns - 1]) + struct.pack(">HH", 64, 64)
    yield "h_grid-of-one.avif", avif([(b"grid", [size(64)], grid(16, 16)), large(4)], refers(b"dimg", 1, *[2] * 256))
    yield "h_grids-of-grids.avif", avif(
        [(b"grid", [size(64)], grid(2, 2)) for _ in range(60)] + [large(64)],
        b"".join(refers(b"dimg", n, *[n + 1] * 4) for n in range(1, 61)))
    yield "h_layers.avif", avif(
        [(b"iovl", [size(64)], bytes(2) + struct.pack(">HHHH", 0, 0, 0, 0xffff) + struct.pack(">HH", 64, 64)
          + bytes(4 * 4000)), large(64)], refers(b"dimg", 1, *[2] * 4000))
    yield "h_identities.avif", avif(
        [(b"iden", [size(64), box(b"irot", bytes([n & 3]))], b"") for n in range(58)] + [large(64)],
        b"".join(refers(b"dimg", n, n + 1) for n in range(1, 59)))
    yield "h_crops.avif", avif([large(64, *[box(b"clap", struct.pack(">8I", 1, 1, 1, 1, 0, 1, 0, 1))] * 100)])
    yield "h_crop-by-nothing.avif", avif([large(64, box(b"clap", struct.pack(">8I", 64, 0, 64, 0, 1 << 31, 0, 1, 0)))])
    yield "h_channels.avif", avif([large(64, full(b"pixi", 0, bytes([255]) + bytes([16] * 255)))])
    yield "h_profiles.avif", avif([large(64, *[box(b"colr", b"prof", bytes(100_000))] * 60)])
    yield "h_brands.avif", box(b"ftyp", b"avif\0\0\0\0" + b"avif" * 1_000_000) + avif([large(64)])[28:]
    yield "h_lists.avif", avif([large(64)])[:28] + full(b"meta", 0) * 90_000 + avif([large(64)])[28:]
    yield "h_two-alphas.avif", avif(
        [large(64)] + [large(16384, full(b"auxC", 0, b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"))] * 2,
        refers(b"auxl", 2, 1) + refers(b"auxl", 3, 1))
    yield "h_depth.avif", avif(
        [large(64)] + [large(16384, full(b"auxC", 0, b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth\0"))] * 20,
        b"".join(refers(b"auxl", n, 1) for n in range(2, 22)))
    yield "h_gain-map.avif", avif(
        [large(64), (b"tmap", [size(64)], bytes(62)), large(16384)], refers(b"dimg", 2, 1, 3))
    yield "h_without-size.avif", avif([(b"av01", [box(b"av1C", CONFIGURATION)], LARGE)])
    yield "h_many-sizes.avif", avif([(b"av01", [size(n) for n in range(1, 120)] + [box(b"av1C", CONFIGURATION)], LARGE)])
    yield "h_sequence.avif", box(b"ftyp", b"avis\0\0\0\0avisavifmif1miaf") + avif([large(64)])[28:] + box(
        b"moov", box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", full(
            b"stsz", 0, struct.pack(">II", 1, 0xffffffff)))))) * 5000)


# --- i: profiles, in a PNG, a JPEG, a TIFF and a WebP by turns

def profile(*tags, kind=b"mntr", space=b"RGB ", stated=None):
    """Tags are (name, content); equal contents are stored once."""
    places, body, at = {}, b"", 128 + 4 + 12 * len(tags)
    for _, content in tags:
        if content not in places:
            places[content] = at + len(body)
            body += content + bytes(-len(content) % 4)
    table = struct.pack(">I", len(tags) if stated is None else stated) + b"".join(
        name + struct.pack(">II", places[content], len(content)) for name, content in tags)
    head = struct.pack(">I4sI4s4s4s", 128 + len(table) + len(body), b"lcms", 0x04300000, kind, space, b"XYZ ") \
        + bytes(12) + b"acsp" + bytes(28) + struct.pack(">iii", 63190, 65536, 54061) + bytes(48)
    return head[:128] + table + body


def xyz(*values):
    return b"XYZ \0\0\0\0" + struct.pack(">iii", *[round(its * 65536) for its in values])


def curve(*values, stated=None):
    return b"curv\0\0\0\0" + struct.pack(">I", len(values) if stated is None else stated) + struct.pack(f">{len(values)}H", *values)


def matrix(red=None, *more, stated=None):
    its = red if red is not None else curve(0x0233)
    return profile((b"wtpt", xyz(0.9642, 1, 0.8249)), (b"rXYZ", xyz(0.515, 0.241, -0.001)), (b"gXYZ", xyz(0.292, 0.692, 0.042)),
                   (b"bXYZ", xyz(0.157, 0.067, 0.784)), (b"rTRC", its), (b"gTRC", its), (b"bTRC", its), *more, stated=stated)


def lut(points, inputs=3, outputs=3, entries=256, stated=None):
    """lut16Type (ICC.1:2022, 10.10) with as much of its table as two points need."""
    table = points ** inputs * outputs if stated is None else stated
    return b"mft2\0\0\0\0" + bytes([inputs, outputs, points, 0]) + struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536) \
        + struct.pack(">HH", entries, entries) + bytes(2 * (inputs * entries + table + outputs * entries))


def profiles():
    para = lambda *numbers: b"para\0\0\0\0" + struct.pack(">HH", 4, 0) + struct.pack(f">{len(numbers)}i", *numbers)
    names = b"mluc\0\0\0\0" + struct.pack(">II", 1_000_000, 12) + b"enUS\0\0\0\x0c\0\0\0\x10" * 10_000
    colours = b"ncl2\0\0\0\0" + struct.pack(">III", 0, 1 << 24, 3) + bytes(64) + bytes(44 * 10_000)
    bad = {
        "long-curves": matrix(curve(*[n * 65535 // 4_000_000 for n in range(4_000_000)])),
        "stated-curves": matrix(curve(0, 65535, stated=1 << 31)),
        "curves-of-zeros": matrix(para(0, 0, 0, 0, 0, 0, 0)),
        "curves-of-extremes": matrix(para(0x7fffffff, -0x80000000, 1, 0, 0, 0x7fffffff, 0)),
        "tags": matrix(None, *[(b"t%03x" % n, xyz(0, 0, 0)) for n in range(2000)]),
        "stated-tags": matrix(None, stated=0xffffffff),
        "names": matrix(None, (b"desc", names)), "colours": profile((b"ncl2", colours), kind=b"nmcl"),
        "large-table": profile((b"A2B0", lut(60)), (b"wtpt", xyz(0.9642, 1, 0.8249))),
        "stated-table": profile((b"A2B0", lut(255, stated=100)), (b"wtpt", xyz(0.9642, 1, 0.8249))),
        "link": profile((b"A2B0", lut(17)), kind=b"link"),
        "fifteen": profile((b"A2B0", lut(2, inputs=15)), space=b"FCLR"),
        "one-point": profile((b"A2B0", lut(1)), (b"wtpt", xyz(0.9642, 1, 0.8249))),
        "much": matrix(None, (b"dict", bytes(40_000_000)))}
    for number, (name, its) in enumerate(bad.items()):
        way = number % 4 if len(its) < 1 << 20 else number % 2
        if way == 0:
            yield f"i_{name}.png", png(chunk(b"iCCP", b"icc\0\0" + zlib.compress(its, 6)))
        elif way == 1:
            yield f"i_{name}.tif", tiff(changed(GREY, t34675=(7, len(its), place(len(GREY) + 1))), its)
        elif way == 2:
            yield f"i_{name}.webp", webp(1, 0x20, riff_chunk(b"ICCP", its), still())
        else:
            parts = [its[at:at + 60_000] for at in range(0, len(its), 60_000)]
            yield f"i_{name}.jpg", jpeg(64, 64, b"".join(
                marker(0xe2, b"ICC_PROFILE\0" + bytes([n + 1, len(parts)]) + part) for n, part in enumerate(parts)))


# --- j: JPEG

def jpegs():
    tables = marker(0xc4, bytes([0, 1] + [0] * 16))
    yield "j_tables-before.jpg", jpeg(64, 64, tables * 1_000_000)
    yield "j_quantisation.jpg", jpeg(64, 64, marker(0xdb, bytes([n for t in range(4) for n in [t] + [1] * 64])) * 200_000)
    yield "j_tables-between.jpg", progressive(1024, 90, tables * 20_000)
    yield "j_two-frames.jpg", jpeg(64, 64, marker(0xc0, struct.pack(">BHHB", 8, 65500, 65500, 1) + bytes([1, 0x11, 0])))
    yield "j_largest.jpg", jpeg(65500, 65500, scans=scan(0, 63))
    yield "j_largest-progressive.jpg", jpeg(65500, 65500, kind=0xc2, scans=scan(0, 0))
    yield "j_sixteen-times.jpg", jpeg(16, 16).replace(bytes([1, 0x11, 0]), bytes([1, 0x44, 0]))
    yield "j_lossless.jpg", jpeg(30_000, 30_000, kind=0xc3)
    yield "j_hierarchical.jpg", jpeg(30_000, 30_000, kind=0xc5)
    yield "j_arithmetic.jpg", jpeg(16_384, 16_384, marker(0xcc, bytes([0, 0x10, 0x10, 5])), kind=0xca, scans=scan(0, 0) + bytes(100))
    yield "j_packets.jpg", jpeg(64, 64, marker(0xe1, b"http://ns.adobe.com/xap/1.0/\0" + xmp("<a:a>1</a:a>", 'xmlns:a="urn:a"')
                                             .ljust(65_000)) * 900)
    yield "j_resources.jpg", jpeg(64, 64, marker(0xed, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\0" * 5_400) * 900)
    yield "j_records.jpg", jpeg(64, 64, marker(0xed, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", 65_000)
                                             + b"\x1c\x02\x5a\0\0" * 13_000) * 900)
    index = b"MM\0*\0\0\0\x08" + struct.pack(">H", 5000) + struct.pack(">HHII", 0xb002, 7, 60_000, 8) * 5000 + bytes(4)
    yield "j_index.jpg", jpeg(64, 64, marker(0xe2, b"MPF\0" + index) * 900)
    yield "j_thumbnail.jpg", jpeg(64, 64, marker(0xe0, b"JFIF\0\1\2\0\0\1\0\1\xff\xff".ljust(65_533, b"x")) * 900)
    extended = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32
    yield "j_extended-again.jpg", jpeg(64, 64, marker(0xe1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(
        "", 'xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="' + "0" * 32 + '"')) + b"".join(
        marker(0xe1, extended + struct.pack(">II", 0xffffffff, n * 60_000) + b"<" * 60_000) for n in range(1000)))
    yield "j_pictures-behind.jpg", jpeg(64, 64) * 200_000


# --- k: PNG

def pngs():
    packed = zlib.compress(bytes(50_000_000), 9)
    yield "k_packets.png", png(text(xmp("<a:a>1</a:a>", 'xmlns:a="urn:a"').ljust(1 << 20)) * 1000)
    yield "k_packed-packets.png", png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed) * 50)
    yield "k_packed-words.png", png(chunk(b"zTXt", b"Comment\0\0" + packed) * 100)
    yield "k_packed-raw.png", png(chunk(b"zTXt", b"Raw profile type exif\0\0" + packed) * 50)
    yield "k_packed-profiles.png", png(chunk(b"iCCP", b"a\0\0" + packed) * 50)
    yield "k_palettes.png", png(chunk(b"sPLT", b"a\0\x08" + bytes(600_000)) * 90)
    yield "k_exif-again.png", png(chunk(b"eXIf", exif(lambda at: [(n, 4, 1, 0) for n in range(5000)])) * 900)
    yield "k_controls.png", png(chunk(b"acTL", struct.pack(">II", 0xffff, 0)), chunk(b"fcTL", bytes(26)) * 900_000)
    row = zlib.compress(bytes(12_501) * 1000, 9)
    yield "k_interlaced.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 1)) \
        + chunk(b"IDAT", row) + chunk(b"IEND", b"")
    yield "k_tall.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 0x7fffffff, 1, 0, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress(bytes(10_000_000), 9)) + chunk(b"IEND", b"")
    yield "k_wide.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 0x7fffffff, 1, 16, 6, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress(bytes(10_000_000), 9)) + chunk(b"IEND", b"")
    yield "k_words.png", png(*[chunk(b"tEXt", b"Comment%d\0" % n + b"w" * 50) for n in range(400_000)])
    yield "k_titles.png", png(*[chunk(b"iTXt", b"Title\0\0\0x-%d\0\0" % n + b"w" * 60) for n in range(300_000)])


# --- l: TIFF

def tiffs():
    packed = zlib.compress(bytes(200_000_000), 9)
    deflated = lambda side, data, **more: tiff(changed(GREY, t256=(4, 1, side), t257=(4, 1, side), t259=(3, 1, 8), t278=(
        4, 1, side), t279=(4, 1, len(data)), **more), pixels=data + bytes(len(data) % 2))
    yield "l_packed.tif", deflated(14_000, packed)
    yield "l_packed-small.tif", deflated(64, packed)
    yield "l_bands.tif", deflated(64, zlib.compress(bytes(64 * 64 * 60_000), 9), t277=(3, 1, 60_000))
    yield "l_planes.tif", tiff(changed(GREY, t277=(3, 1, 65_535), t284=(3, 1, 2)))
    yield "l_tile.tif", tiff(changed([its for its in GREY if its[0] not in (273, 278, 279)], t322=(4, 1, 1 << 20), t323=(
        4, 1, 1 << 20), t324=(4, 1, 8), t325=(4, 1, 4096)))
    tiny = [its for its in GREY if its[0] not in (273, 278, 279)]
    its = changed(tiny, t256=(4, 1, 16_000), t257=(4, 1, 16_000), t322=(4, 1, 16), t323=(4, 1, 16), t324=(4, 1_000_000, 0),
                  t325=(4, 1_000_000, 0))
    at = place(len(its))
    yield "l_tiles-upon-each-other.tif", tiff(changed(its, t324=(4, 1_000_000, at), t325=(4, 1_000_000, at + 4_000_000)), struct.pack(
        "<I", 8) * 1_000_000 + struct.pack("<I", 256) * 1_000_000)
    yield "l_packet.tif", tiff(changed(GREY, t700=(1, 60_000_000, place(10))), b"<" * 60_000_000)
    yield "l_resources.tif", tiff(changed(GREY, t34377=(1, 48_000_000, place(10))), b"8BIM\x04\x04\0\0\0\0\0\0" * 4_000_000)
    yield "l_records.tif", tiff(changed(GREY, t33723=(7, 50_000_000, place(10))), b"\x1c\x02\x5a\0\0" * 10_000_000)
    yield "l_exif-is-itself.tif", tiff(changed(GREY, t34665=(4, 1, PIXELS_END), t34853=(4, 1, PIXELS_END)))
    notes = directory([(0x9000 + n, 7, 60_000, 8) for n in range(4000)])
    yield "l_notes.tif", tiff(changed(GREY, t34665=(4, 1, place(10))), notes + bytes(60_000))
    yield "l_fax.tif", tiff(changed(GREY, t256=(4, 1, 60_000), t257=(4, 1, 60_000), t258=(3, 1, 1), t259=(3, 1, 3), t278=(
        4, 1, 60_000)), pixels=b"\0" * 4096)
    yield "l_unknown-codings.tif", tiff(changed(GREY, t259=(3, 1, 34_887)))
    yield "l_logarithms.tif", tiff(changed(GREY, t256=(4, 1, 30_000), t257=(4, 1, 30_000), t259=(3, 1, 34_676), t262=(
        3, 1, 32_844), t278=(4, 1, 30_000)))
    yield "l_doubles.tif", tiff(changed(GREY, t258=(3, 1, 64), t339=(3, 1, 3), t256=(4, 1, 20_000), t257=(4, 1, 20_000), t278=(
        4, 1, 20_000)))
    big = lambda entries: b"II+\0\x08\0\0\0" + struct.pack("<Q", 16 + 4096) + bytes(4096) + struct.pack("<Q", len(
        entries)) + b"".join(struct.pack("<HHQQ", tag, kind, count, value + (8 if tag == 273 else 0))
                             for tag, kind, count, value in entries) + bytes(8)
    yield "l_big-list.tif", big(GREY + [(33_000 + n % 30_000, 12, 1 << 61, 16) for n in range(60_000)])
    yield "l_big-packet.tif", big(changed(GREY, t700=(1, 1 << 40, 16)))


# --- m: WebP

def webps():
    start = riff_chunk(b"ANIM", bytes(6))
    large_ = riff_chunk(b"VP8L", b"\x2f" + struct.pack("<I", 16_382 | 16_382 << 14) + bytes(50))
    yield "m_large.webp", webp(16_383, 0, large_)
    yield "m_large-frames.webp", webp(16_383, 2, start, riff_chunk(b"ANMF", triple(0) * 2 + triple(16_382) * 2 + triple(
        10) + b"\0" + large_) * 9_000)
    yield "m_large-hidden.webp", webp(64, 0, large_)
    yield "m_frames-outside.webp", webp(64, 2, start, riff_chunk(b"ANMF", triple(0xffffff) * 2 + triple(0) * 2 + triple(
        0) + b"\0" + still()) * 9_000)
    yield "m_packets.webp", webp(1, 4, still(), riff_chunk(b"XMP ", xmp("<a:a>1</a:a>", 'xmlns:a="urn:a"').ljust(1 << 20)) * 60)
    yield "m_profiles.webp", webp(1, 0x20, riff_chunk(b"ICCP", matrix()) * 90_000, still())
    yield "m_in-itself.webp", webp(1, 0, webp(1, 0, still()) * 90_000, still())
    yield "m_stated.webp", b"RIFF\xff\xff\xff\xffWEBP" + riff_chunk(b"VP8X", bytes(10)) + b"JUNK\xff\xff\xff\xff" + still()
    colour = riff_chunk(b"VP8 ", bytes.fromhex("3001009d012affff3fff3f0000"))
    yield "m_lossy.webp", webp(16_383, 0, colour)


# --- n: GIF, BMP, and formats that are refused

def others():
    gif = lambda side, *blocks: b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + bytes(6) + b"".join(blocks) + b";"
    picture = lambda side, data: b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + data
    one = b"\x02\x02\x44\x01\0"
    yield "n_canvas.gif", gif(65_535, picture(1, one))
    yield "n_frames-of-canvas.gif", gif(16_000, *[b"!\xf9\x04\x0c\0\0\0\0" + picture(1, one)] * 9_000)
    yield "n_large-frames.gif", gif(16_000, *[picture(16_000, one)] * 9_000)
    yield "n_comments.gif", gif(64, (b"!\xfe" + b"\xffa" + b"a" * 254 + b"\0") * 200_000, picture(1, one))
    yield "n_long-comment.gif", gif(64, b"!\xfe" + (b"\xff" + b"a" * 255) * 300_000 + b"\0", picture(1, one))
    yield "n_packets.gif", gif(64, *[b"!\xff\x0bXMP DataXMP" + xmp("") + b"\x01" + bytes(range(255, -1, -1)) + b"\0"] * 20_000,
                               picture(1, one))
    yield "n_interlaced.gif", gif(64, b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0x40) + one)
    bmp = lambda width, height, bits, kind, data: b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54) + struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, bits, kind, len(data), 0, 0, 0, 0) + data
    yield "n_runs.bmp", bmp(60_000, 60_000, 8, 1, b"\0\2\0\xff" * 1_000_000)
    yield "n_runs-of-nothing.bmp", bmp(64, 64, 8, 1, b"\0\2\0\0" * 10_000_000)
    yield "n_upside-down.bmp", bmp(0x7fffffff, -0x80000000, 32, 0, bytes(100))
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    yield "n_entities.svg", f'<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">{entities}]><svg>&a19;</svg>'.encode()
    yield "n_uses.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>'
    yield "n_pages.pdf", b"%PDF-1.7\n1 0 obj<</Type/Pages/Count 999999999/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>"
    yield "n_tiles.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(100) + b"\xff\x4f\xff\x51" + struct.pack(
        ">HHIIIIIIIIH", 41, 0, 0x7fffffff, 0x7fffffff, 0, 0, 1, 1, 0, 0, 1) + b"\7\1\1"
    yield "n_codestream.jxl", b"\xff\x0a" + b"\xff" * 1000
    yield "n_container.jxl", b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"jxlp", bytes(8)) * 100_000
    yield "n_values.ppm", b"P3 60000 60000 255 " + b"1 " * 1_000_000
    yield "n_bytes.ppm", b"P6 2147483647 2147483647 65535\n" + bytes(100)
    yield "n_layers.psd", b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 56, 300_000, 300_000, 8, 3) + bytes(100)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as its:
        its.writestr("scan-properties.xml", b"<a>" * 10_000_000)
    yield "n_packed.szi", archive.getvalue()


# --- o: XMP, IPTC and EXIF

def blocks():
    own = 'xmlns:a="urn:a" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xml2="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    bag = lambda name, count, item: f"<{name}><rdf:Bag>{item * count}</rdf:Bag></{name}>"
    packets = {
        "ancestors": bag("a:DocumentAncestors", 9_900, "<rdf:li>xmp.did:0123456789abcdef0123456789abcdef</rdf:li>"),
        "subjects": bag("dc:subject", 9_900, "<rdf:li>a</rdf:li>"),
        "places-within": ("<a:s rdf:parseType='Resource'>" * 40 + "<exif:GPSLatitude>1</exif:GPSLatitude>" * 5_000
                          + "</a:s>" * 40),
        "places-in-bags": bag("a:b", 3_000, "<rdf:li rdf:parseType='Resource'><exif:GPSLatitude>1</exif:GPSLatitude></rdf:li>"),
        "resources": "".join(f'<a:a{n} rdf:resource="urn:{n}"/>' for n in range(9_900)),
        "nodes": "<a:a rdf:nodeID='x'/>" * 9_900,
        "same-language": "<dc:title><rdf:Alt>" + '<rdf:li xml:lang="x-default">a</rdf:li>' * 9_900 + "</rdf:Alt></dc:title>",
        "long-value": f"<a:a>{'x' * 8_000_000}</a:a>", "escapes": f"<a:a>{'&amp;' * 1_500_000}</a:a>",
        "spaces": " " * 8_000_000, "namespaces": "".join(f'<n:a xmlns:n="urn:{n}:{"x" * 5_000}"/>' for n in range(990)),
        "prefixes": "".join(f'<{"p" * 900}{n}:a xmlns:{"p" * 900}{n}="urn:{n}"/>' for n in range(990))}
    for number, (name, body) in enumerate(packets.items()):
        packet = xmp(body, own)
        if number % 3 == 0:
            yield f"o_{name}.png", png(text(packet))
        elif number % 3 == 1:
            yield f"o_{name}.webp", webp(1, 4, still(), riff_chunk(b"XMP ", packet))
        else:
            yield f"o_{name}.tif", tiff(changed(GREY, t700=(1, len(packet), place(10))), packet)
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    yield "o_entities.png", png(text(f'<!DOCTYPE x [<!ENTITY a0 "a">{entities}]>'.encode() + xmp("<a:a>&a19;</a:a>", own)))
    yield "o_sixteen-bits.png", png(text(b"\xff\xfe" + xmp("<a:a>1</a:a>" * 9_000, own).decode().encode("utf-16-le")))
    each = exif(lambda at: [(0x8769, 4, 1, at[1])], *[(lambda at, n=n: [(0xA005, 4, 1, at[min(n + 1, 98)])] + [
        (0x9000 + m, 2, 4, 0) for m in range(195)]) for n in range(1, 99)])
    yield "o_at-all-limits.webp", webp(1, 8, still(), riff_chunk(b"EXIF", each))
    same = exif(lambda at: [(0x8769, 4, 1, at[1]), (0x8825, 4, 1, at[1])], lambda at: [(0xA005, 4, 1, at[1]), (0x8769, 4, 1, at[0])])
    yield "o_each-other.tif", tiff(changed(GREY, t34665=(4, 1, place(10)), t34853=(4, 1, place(10))), same[8:])
    yield "o_both-kinds.png", png(chunk(b"eXIf", same), chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(
        b"\nexif\n" + str(len(each) + 6).rjust(8).encode() + b"\n" + (b"Exif\0\0" + each).hex().encode())))


FAMILIES = (avifs, profiles, jpegs, pngs, tiffs, webps, others, blocks)
