"""PHOTO FOLDER: small pictures that say much of themselves, in every format that holds it, and others that are awkward.
Beside FOLDER, cmyk.icc is a profile of print and p3.icc one of a screen."""

import os
import struct
import sys

import numpy
import tifffile
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

import cmyk_profile
import png_file

SIZE = (40, 24)
MAKER_NOTE = b"a maker's note that lies at 500 "
P3 = {b"rXYZ": (0.51512, 0.2412, -0.00105), b"gXYZ": (0.29198, 0.69225, 0.04189), b"bXYZ": (0.1571, 0.06657, 0.78407)}
XMP = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" tiff:Orientation="6" exif:PixelXDimension="40"
 exif:PixelYDimension="24" exif:GPSLatitude="48,51.5N" photoshop:City="Paris" photoshop:Headline="A bridge"
 hdrgm:Version="1.0"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">
<xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType="Resource"><xmpGImg:format>JPEG</xmpGImg:format>
<xmpGImg:image>AAAA</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
IPTC = b"\x1c\x02\x78\x00\x08A bridge\x1c\x02\x5a\x00\x05Paris\x1c\x02\x19\x00\x05water"


def main(photo, folder):
    os.makedirs(folder)
    with Image.open(photo) as image:
        picture = image.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    p3 = with_primaries(srgb)
    press = cmyk_profile.profile()
    write(folder + "/../p3.icc", p3)
    write(folder + "/../cmyk.icc", press)
    full(folder, picture, p3)
    plain(folder, picture, p3)
    awkward(folder, picture, press)


def full(folder, picture, profile):
    exif = exif_block()
    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    said = {"icc_profile": profile, "exif": b"Exif\0\0" + exif}
    picture.save(folder + "/full.png", pnginfo=text, dpi=(300, 300), **said)
    picture.save(folder + "/full.webp", lossless=True, xmp=XMP, **said)
    picture.save(folder + "/full.avif", quality=100, xmp=XMP, **said)
    path = folder + "/full.jpg"
    picture.save(path, quality=98, dpi=(300, 300), xmp=XMP, **said)
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(IPTC)) + IPTC + bytes(len(IPTC) % 2)
    with open(path, "rb") as file:
        data = file.read()
    segment = b"Photoshop 3.0\0" + resource
    write(path, data[:2] + b"\xff\xed" + struct.pack(">H", 2 + len(segment)) + segment + data[2:])
    tags = [(700, "B", len(XMP), XMP, True), (33723, "B", len(IPTC), IPTC, True), (271, "s", 0, "Camera", True)]
    tags += [(34675, "B", len(profile), profile, True), (274, "H", 1, 6, True)]
    tifffile.imwrite(
        folder + "/full.tif", numpy.asarray(picture), resolution=(300, 300), resolutionunit=2, extratags=tags,
        photometric="rgb", metadata=None,
    )


def plain(folder, picture, profile):
    samples = numpy.asarray(picture)
    deep = samples.astype(numpy.uint16) * 257
    alpha = numpy.linspace(0, 65535, SIZE[0]).astype(numpy.uint16)
    deep = numpy.dstack([deep, numpy.broadcast_to(alpha, deep.shape[:2])])
    png_file.write(folder + "/deep.png", deep)
    tifffile.imwrite(folder + "/deep.tif", deep, photometric="rgb", extrasamples=["unassalpha"], metadata=None)
    picture.save(folder + "/plain.png")
    picture.convert("L").save(folder + "/grey.png")


def awkward(folder, picture, press):
    disc = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    large = Image.new("L", (SIZE[0] * 8, SIZE[1] * 8))
    ImageDraw.Draw(large).ellipse((60, 20, 240, 172), fill=255)
    disc.paste((250, 60, 20, 255), mask=Image.new("L", SIZE, 255))
    disc = numpy.array(disc)
    cover = numpy.asarray(large.resize(SIZE, Image.Resampling.BOX))
    disc[..., 3] = cover
    disc[cover == 0] = 0  # black where nobody sees it
    Image.fromarray(disc).save(folder + "/disc.png")
    premultiplied = disc.copy()
    premultiplied[..., :3] = numpy.rint(disc[..., :3] * (cover[..., None] / 255)).astype(numpy.uint8)
    tifffile.imwrite(
        folder + "/premultiplied.tif", premultiplied, photometric="rgb", extrasamples=["assocalpha"], metadata=None
    )
    palette = picture.quantize(16)
    palette.save(folder + "/palette.png")
    palette.save(folder + "/palette-clear.png", transparency=palette.getpixel((0, 0)))
    picture.convert("CMYK").save(folder + "/press-none.jpg", quality=98)
    inks = ImageCms.profileToProfile(
        picture, ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(as_file(press)), outputMode="CMYK"
    )
    inks.save(folder + "/press.jpg", quality=98, icc_profile=press)
    inks.save(folder + "/press.tif", icc_profile=press)
    other = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    picture.save(folder + "/pages.tif", save_all=True, append_images=[other])
    picture.save(folder + "/frames.gif", save_all=True, append_images=[other], duration=100)


def as_file(data):
    import io

    return io.BytesIO(data)


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def with_primaries(profile):
    changed = bytearray(profile)
    (count,) = struct.unpack_from(">I", profile, 128)
    for index in range(count):
        tag, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if tag in P3:
            struct.pack_into(">3i", changed, offset + 8, *(round(value * 65536) for value in P3[tag]))
    return bytes(changed)


def exif_block():
    """Turned by 90 degrees, with a maker's note at 500, a place at 700 and a thumbnail at 1000, as a camera has it."""
    block = bytearray(1200)
    struct.pack_into(">2sHI", block, 0, b"MM", 42, 8)
    directory(block, 8, 900, [
        (0x010F, 2, 8, 200), (0x0112, 3, 1, 6), (0x011A, 5, 1, 210), (0x011B, 5, 1, 218), (0x0128, 3, 1, 2),
        (0x0213, 3, 1, 1), (0x8769, 4, 1, 300), (0x8825, 4, 1, 700),
    ])
    block[200:208] = b"Camera \0"
    struct.pack_into(">4I", block, 210, 300, 1, 300, 1)
    directory(block, 300, 0, [
        (0x829A, 5, 1, 420), (0x9000, 7, 4, b"0232"), (0x9003, 2, 20, 430), (0x9101, 7, 4, b"\1\2\3\0"),
        (0x927C, 7, len(MAKER_NOTE), 500), (0xA001, 3, 1, 0xFFFF), (0xA002, 4, 1, SIZE[0]), (0xA003, 4, 1, SIZE[1]),
    ])
    struct.pack_into(">2I", block, 420, 1, 125)
    block[430:450] = b"2024:05:06 07:08:09\0"
    block[500 : 500 + len(MAKER_NOTE)] = MAKER_NOTE
    directory(block, 700, 0, [
        (0, 1, 4, b"\2\3\0\0"), (1, 2, 2, b"N\0\0\0"), (2, 5, 3, 800), (3, 2, 2, b"E\0\0\0"), (4, 5, 3, 824),
    ])
    struct.pack_into(">12I", block, 800, 48, 1, 51, 1, 30, 1, 2, 1, 21, 1, 3, 1)
    directory(block, 900, 0, [(0x0103, 3, 1, 6), (0x0201, 4, 1, 1000), (0x0202, 4, 1, 120)])
    block[1000:1120] = b"\xff\xd8\xff\xdb" + b"\xaa" * 114 + b"\xff\xd9"
    return bytes(block)


def directory(block, at, following, entries):
    struct.pack_into(">H", block, at, len(entries))
    for index, (tag, kind, count, value) in enumerate(entries):
        place = at + 2 + 12 * index
        struct.pack_into(">HHI", block, place, tag, kind, count)
        if isinstance(value, bytes):
            block[place + 8 : place + 12] = value
        else:
            struct.pack_into(">H" if kind == 3 else ">I", block, place + 8, value)
    struct.pack_into(">I", block, at + 2 + 12 * len(entries), following)


main(*sys.argv[1:])
