"""Makes files that are small and want much, three or more of each family that has hurt: hostile.py FOLDER. What they cost,
hostile.sh and hostile-watch.py tell. Needs Python 3 alone; the same bytes on all machines.

a  AVIF whose small picture has a large one in it     b  EXIF whose entries point at each other
c  TIFF whose directories do                          d  WebP of many frames or chunks
e  scans of a JPEG that a reader may miss             f  segments and fillings of a JPEG
g  XMP, boxes, and other things in great number

hostile_more.py has a third series, h to p, which this makes as well.
"""
import base64
import os
import struct
import sys
import zlib

# The AV1 data of one grey picture of 16,384², and its configuration (av1C).
LARGE = zlib.decompress(base64.b85decode("c-j+U;Nq75UjP69-$hJPyc|Zo;u6e)4<DA7T=q5CxPgHo>ij9q<5T3TUGyKEWH9mKoN9Yn=joD0*4mYQ+CTNLnAyermOX3Mx>LkOY`)A}?^EAq*nZG<FfyC>_HywY9{(bXHFqA?8BRZx@_I@VU(jmxkFg(G%*4;Jt&JB~7&Uv;>`}8v%^o#-)a+5SN6j8Jd(`ZqXf_Rv1^}P=W&8"))
CONFIGURATION = bytes.fromhex("811f0c00")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*extra, side=64):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes(side * (3 * side + 1)), 1))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + pixels + chunk(b"IEND", b"")


# --- AVIF (ISO 14496-12, 23008-12)

def box(kind, *parts):
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + kind + content


def full(kind, version, *parts):
    return box(kind, bytes([version, 0, 0, 0]), *parts)


def size(side):
    return full(b"ispe", 0, struct.pack(">II", side, side))


def avif(items, references=b"", data=b""):
    """Items are (type, properties, data); the first is the picture, and all data lie behind the list."""
    properties = [its for item in items for its in item[1]]
    numbers, at = [], 0
    for item in items:
        numbers.append(range(at + 1, at + 1 + len(item[1])))
        at += len(item[1])
    kinds = [full(b"infe", 2, struct.pack(">HH", n + 1, 0), item[0], b"\0") for n, item in enumerate(items)]
    uses = b"".join(struct.pack(">HB", n + 1, len(its)) + bytes(its) for n, its in enumerate(numbers))

    def listed(base):
        offset, places = base, b""
        for n, item in enumerate(items):
            places += struct.pack(">HHHII", n + 1, 0, 1, offset, len(item[2]))
            offset += len(item[2])
        return full(
            b"meta", 0,
            full(b"hdlr", 0, b"\0\0\0\0pict" + bytes(13)), full(b"pitm", 0, struct.pack(">H", 1)),
            full(b"iloc", 0, b"\x44\0", struct.pack(">H", len(items)), places),
            full(b"iinf", 0, struct.pack(">H", len(items)), *kinds),
            box(b"iprp", box(b"ipco", *properties), full(b"ipma", 0, struct.pack(">I", len(items)), uses)),
            full(b"iref", 0, references) if references else b"")
    head = box(b"ftyp", b"avif\0\0\0\0avifmif1miaf")
    base = len(head) + len(listed(0)) + 8
    return head + listed(base) + box(b"mdat", *[item[2] for item in items], data)


def refers(kind, source, *targets):
    return box(kind, struct.pack(">HH", source, len(targets)), *[struct.pack(">H", target) for target in targets])


def large(side=16384, *more):
    return b"av01", [size(side), box(b"av1C", CONFIGURATION), *more], LARGE


def avifs():
    overlay = bytes([0, 0]) + struct.pack(">HHHH", 0, 0, 0, 0xffff) + struct.pack(">HHhh", 64, 64, 0, 0)
    grid = bytes([0, 0, 1, 1]) + struct.pack(">HH", 64, 64)
    auxiliary = full(b"auxC", 0, b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")
    yield "a_overlay.avif", avif([(b"iovl", [size(64)], overlay), large()], refers(b"dimg", 1, 2))
    yield "a_identity.avif", avif([(b"iden", [size(64)], b""), large()], refers(b"dimg", 1, 2))
    yield "a_lie.avif", avif([large(64)])
    yield "a_grid-of-lies.avif", avif(
        [(b"grid", [size(64)], grid)] + [large(32)] * 4, refers(b"dimg", 1, 2, 3, 4, 5))
    yield "a_alpha-lie.avif", avif([large(64), large(64, auxiliary)], refers(b"auxl", 2, 1))
    yield "a_turned-lie.avif", avif([large(64, box(b"irot", b"\1"), box(b"imir", b"\1"))])
    yield "a_thumbnails.avif", avif([large(64)] + [large(16384)] * 50, refers(b"thmb", 2, 1))
    yield "a_itself.avif", avif([(b"grid", [size(64)], grid)], refers(b"dimg", 1, 1))


# --- EXIF (TIFF 6.0)

def directory(entries, following=0):
    return struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *its) for its in entries) \
        + struct.pack("<I", following)


def exif(*directories):
    """Each is a function that makes entries of the offsets of all."""
    offsets, at = [], 8
    for its in directories:
        offsets.append(at)
        at += len(directory(its([0] * len(directories))))
    return b"II*\0" + struct.pack("<I", 8) + b"".join(directory(its(offsets)) for its in directories)


def exifs():
    chain = exif(*[(lambda at, n=n: [(0x8769, 4, 1, at[min(n + 1, 1999)]), (0x8825, 4, 1, at[min(n + 1, 1999)]),
                                     (0xA005, 4, 1, at[min(n + 1, 1999)])]) for n in range(2000)])
    yield "b_binary-tree.png", png(chunk(b"eXIf", chain))
    wide = exif(lambda at: [(0x8769, 4, 1, at[1])] * 5000, lambda at: [(0x927C, 7, 60000, 8)] * 5000)
    yield "b_notes-upon-each-other.png", png(chunk(b"eXIf", wide))
    limit = exif(lambda at: [(0x8769, 4, 1, at[1]), (0x8825, 4, 1, at[2])],
                 *[lambda at: [(0x9000 + n % 90, 2, 4, 0x41414141) for n in range(9900)]] * 2)
    yield "b_at-the-limit.png", png(chunk(b"eXIf", limit))
    small = exif(lambda at: [(0x8769, 4, 1, at[1])] * 700, lambda at: [(0x8769, 4, 1, at[0])] * 700)
    yield "b_two-of-each-other.webp", webp(1, 8, still(), riff_chunk(b"EXIF", small))
    segment = struct.pack(">H", len(small) + 8) + b"Exif\0\0" + small
    yield "b_in-each-segment.jpg", jpeg(64, 64, before=(b"\xff\xe1" + segment) * 2000)
    yield "b_counts.png", png(chunk(b"eXIf", exif(lambda at: [(n, 12, 0xffffffff, 8) for n in range(256, 5000)])))


# --- TIFF

def tiffs():
    pixel = [(256, 4, 1, 64), (257, 4, 1, 64), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
             (277, 3, 1, 1), (278, 4, 1, 64), (279, 4, 1, 4096)]

    def chained(count, entries):
        step = 2 + 12 * (len(pixel) + entries) + 4
        bodies = [directory(pixel + [(330 + n, 4, 1, 4104 + step * min(at + 1, count - 1)) for n in range(entries)],
                            4104 + step * (at + 1) if at + 1 < count else 0) for at in range(count)]
        return b"II*\0" + struct.pack("<I", 4104) + bytes(4096) + b"".join(bodies)
    yield "c_subifds-of-subifds.tif", chained(9000, 1)
    yield "c_pages-with-entries.tif", chained(9000, 50)
    offsets = struct.pack("<I", 4104) * 1_000_000
    yield "c_subifds-of-itself.tif", b"II*\0" + struct.pack("<I", 4104) + bytes(4096) \
        + directory(pixel + [(330, 4, 1_000_000, 4104 + 2 + 12 * 10 + 4)]) + offsets
    big = b"II+\0\x08\0\0\0" + struct.pack("<Q", 16) + struct.pack("<Q", 10) \
        + b"".join(struct.pack("<HHQQ", tag, kind, count, value) for tag, kind, count, value in
                   pixel + [(330, 16, 1 << 60, 16)]) + struct.pack("<Q", 16)
    yield "c_big-counts.tif", big
    yield "c_next-is-itself.tif", b"II*\0" + struct.pack("<I", 4104) + bytes(4096) + directory(pixel, 4104)
    strips = [its for its in pixel if its[0] not in (273, 278, 279)] + [(278, 4, 1, 1)]
    count = 500_000
    at = 4104 + 2 + 12 * (len(strips) + 2) + 4
    yield "c_strips-upon-each-other.tif", b"II*\0" + struct.pack("<I", 4104) + bytes(4096) + directory(
        sorted([its for its in strips if its[0] != 257] + [(257, 4, 1, count), (273, 4, count, at), (279, 4, count, at)])
    ) + struct.pack("<I", 64) * count


# --- WebP

def riff_chunk(kind, data):
    return kind + struct.pack("<I", len(data)) + data + bytes(len(data) & 1)


def triple(number):
    return struct.pack("<I", number)[:3]


def still():
    """A lossless picture of one pixel."""
    return riff_chunk(b"VP8L", bytes.fromhex("2f00000010071011118888fe07"))


def webp(side, flags, *chunks):
    body = b"WEBP" + riff_chunk(b"VP8X", bytes([flags, 0, 0, 0]) + triple(side - 1) * 2) + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def frame(*chunks):
    return riff_chunk(b"ANMF", triple(0) * 2 + triple(0) * 2 + triple(10) + b"\0" + b"".join(chunks))


def webps():
    start = riff_chunk(b"ANIM", bytes(6))
    yield "d_frames-of-junk.webp", webp(64, 2, start, frame(still(), riff_chunk(b"JUNK", b"") * 9) * 9000)
    yield "d_frames-in-frames.webp", webp(64, 2, start, frame(frame(frame(still()) * 20) * 20) * 200)
    yield "d_large-canvas.webp", webp(16383, 2, start, frame(still()) * 9000)
    yield "d_second-head.webp", webp(64, 2, start, (riff_chunk(b"VP8X", bytes(10)) + frame(still())) * 9000)
    yield "d_alphas.webp", webp(64, 2, start, frame(riff_chunk(b"ALPH", bytes(1000)) * 5, still()) * 5000)


# --- JPEG (ITU-T T.81)

def marker(code, data):
    return bytes([0xff, code]) + struct.pack(">H", len(data) + 2) + data


TABLES = marker(0xdb, bytes([0] + [16] * 64)) + marker(0xc4, bytes([0, 1] + [0] * 16)) \
    + marker(0xc4, bytes([16, 1, 1] + [0] * 15 + [0xe0])[:19])


def scan(first, last):
    return marker(0xda, bytes([1, 1, 0, first, last, 0]))


def jpeg(width, height, before=b"", kind=0xc0, scans=None):
    blocks = -(-width // 8) * -(-height // 8)
    head = marker(kind, struct.pack(">BHHB", 8, height, width, 1) + bytes([1, 0x11, 0]))
    pixels = scan(0, 63) + bytes(-(-blocks // 4)) if scans is None else scans
    return b"\xff\xd8" + before + TABLES + head + pixels + b"\xff\xd9"


def progressive(side, count, between=b"", inside=b""):
    blocks = (side // 8) ** 2
    runs = b""
    left, bits = blocks, ""
    while left >= 1 << 14:
        run = min(left, (1 << 15) - 1)
        bits += "10" + format(run - (1 << 14), "014b")
        left -= run
    bits += "0" * left
    bits += "1" * (-len(bits) % 8)
    for at in range(0, len(bits), 8):
        octet = int(bits[at:at + 8], 2)
        runs += bytes([octet]) + (b"\0" if octet == 0xff else b"")
    return jpeg(side, side, kind=0xc2,
                scans=scan(0, 0) + bytes(-(-blocks // 8)) + (between + scan(1, 63) + inside + runs) * count)


def jpegs():
    for name, between in {"fill": b"\xff" * 300, "temporary": b"\xff\x01", "reserved": b"\xff\x02\xff\xbf",
                          "zero": b"\xff\0", "start": b"\xff\xd8", "end": b"\xff\xd9",
                          "expand": marker(0xdf, b"\0"), "lines": marker(0xdc, struct.pack(">H", 8192)),
                          "rubbish": bytes(range(1, 200)), "restart": b"\xff\xd3"}.items():
        yield f"e_scans-behind-{name}.jpg", progressive(8192, 2000, between)
    yield "e_scans-within.jpg", progressive(8192, 2000, b"", b"\xff\x02\xff\xd0")
    whole = progressive(8192, 2000)
    yield "e_scans-in-a-second-picture.jpg", jpeg(64, 64) + whole
    yield "e_scans-in-tiff.tif", b"II*\0" + struct.pack("<I", 8 + len(whole) + len(whole) % 2) + whole \
        + bytes(len(whole) % 2) + directory([
            (256, 4, 1, 8192), (257, 4, 1, 8192), (258, 3, 1, 8), (259, 3, 1, 7), (262, 3, 1, 1), (273, 4, 1, 8),
            (277, 3, 1, 1), (278, 4, 1, 8192), (279, 4, 1, len(whole))])
    yield "f_comments-between-scans.jpg", progressive(64, 50, b"\xff\xfe\0\2" * 200_000)
    yield "f_tables.jpg", jpeg(64, 64, marker(0xdd, b"\0\0") * 10_000_000)
    yield "f_filling.jpg", jpeg(64, 64, b"\xff" * 100_000_000)
    yield "f_too-short-lengths.jpg", jpeg(64, 64, b"\xff\xe1\0\1" * 1_000_000)
    yield "f_restarts.jpg", jpeg(64, 64, b"\xff\xd0" * 10_000_000)
    yield "f_profiles.jpg", jpeg(64, 64, marker(0xe2, b"ICC_PROFILE\0\1\xff") * 190_000)
    yield "f_extended.jpg", jpeg(64, 64, marker(
        0xe1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", 1 << 31, 5) + b"x") * 190_000)


# --- XMP (ISO 16684-1), and great numbers of small things

def xmp(body, attributes=""):
    return ('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            f'<rdf:Description rdf:about="" {attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>').encode()


def text(packet):
    return chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet, 9))


def packets():
    own = 'xmlns:a="urn:a" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    yield "g_properties-of-place.png", png(text(xmp("".join(
        f"<exif:GPS{n}>1</exif:GPS{n}>" for n in range(19_900)), own)))
    yield "g_languages.png", png(text(xmp(
        "<dc:title><rdf:Alt>" + "".join(f'<rdf:li xml:lang="x-{n}">a</rdf:li>' for n in range(9_900))
        + "</rdf:Alt></dc:title>", own)))
    yield "g_bags-in-bags.png", png(text(xmp("".join(
        f"<a:a{n}><rdf:Bag>" + "<rdf:li><rdf:Bag>" * 45 + "<rdf:li>x</rdf:li>" + "</rdf:Bag></rdf:li>" * 45
        + f"</rdf:Bag></a:a{n}>" for n in range(200)), own)))
    yield "g_long-values.png", png(text(xmp("".join(
        f"<a:a{n}>{'&#60;' * 900}</a:a{n}>" for n in range(1000)), own)))
    yield "g_structures.png", png(text(xmp("".join(
        f'<a:s{n} rdf:parseType="Resource">' + "".join(f"<a:f{m}>v</a:f{m}>" for m in range(98)) + f"</a:s{n}>"
        for n in range(200)), own)))
    yield "g_same-again.png", png(text(xmp("<a:a>1</a:a>" * 19_900, own)))
    yield "g_qualifiers.png", png(text(xmp("".join(
        f"<a:a{n} rdf:parseType='Resource'><rdf:value>1</rdf:value><a:q>2</a:q></a:a{n}>" for n in range(4_900)), own)))
    yield "g_boxes.avif", box(b"ftyp", b"avif\0\0\0\0avifmif1miaf") + box(b"free") * 99_000 + avif([large(64)])[28:]
    yield "g_boxes-in-boxes.avif", box(b"ftyp", b"avif\0\0\0\0avifmif1miaf") + nested(20_000)
    yield "g_chunks.png", png(chunk(b"tEXt", b"a\0b") * 3_000_000)
    yield "g_empty-pixels.png", png(chunk(b"IDAT", b"") * 3_000_000)


def nested(levels):
    content = b""
    for _ in range(levels):
        content = box(b"meta", bytes(4), content) if len(content) < 1 << 20 else content
    return content


def main(folder):
    os.makedirs(folder, exist_ok=True)
    import hostile_more  # which builds on this
    for family in (avifs, exifs, tiffs, webps, jpegs, packets, *hostile_more.FAMILIES):
        for name, content in family():
            with open(f"{folder}/{name}", "wb") as out:
                out.write(content)
            print(f"{len(content):12,}  {name}")


if __name__ == "__main__":
    main(sys.argv[1])
