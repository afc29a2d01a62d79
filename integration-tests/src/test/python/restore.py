"""reduce PHOTOS TRUTHS SMALL QUALITY...: each of PHOTOS reduced to a quarter by Pillow's bicubic, as JPEG of each QUALITY.
gains TRUTHS SMALL RESULTS...: for each quality and each folder of results the mean gain over bicubic enlargement, in dB.
noisy PHOTO FOLDER QUALITY: PHOTO a little out of focus, as JPEG with and without noise.
kinds PHOTO FOLDER: small files of all formats, and JPEGs of each quality from 1 to 100 in all kinds of coding."""

import os
import sys

import numpy
from PIL import Image, ImageFilter

SCALE = 4
PHOTOS = ("astronaut.png", "chelsea.png", "rocket.jpg")


def reduce(photos, truths, small, *qualities):
    for folder in (truths, small):
        os.makedirs(folder)
    for photo in PHOTOS:
        name = photo[:-4]
        with Image.open(os.path.join(photos, photo)) as image:
            size = [side // SCALE for side in image.size]
            whole = image.convert("RGB").crop((0, 0, size[0] * SCALE, size[1] * SCALE))
        whole.save(os.path.join(truths, name + ".png"), compress_level=1)
        reduced = whole.resize(size, Image.Resampling.BICUBIC)
        for quality in qualities:
            reduced.save(os.path.join(small, f"{name}-{quality}.jpg"), quality=int(quality))


def gains(truths, small, *results):
    """Lines such as `75 photo-x4 0.061`, the name being that of the folder."""
    gained = {}
    for file in sorted(os.listdir(small)):
        name, quality = file[:-4].split("-")
        truth = Image.open(os.path.join(truths, name + ".png"))
        bicubic = Image.open(os.path.join(small, file)).resize(truth.size, Image.Resampling.BICUBIC)
        for folder in results:
            with Image.open(os.path.join(folder, file + ".png")) as result:
                assert result.size == truth.size and result.mode == "RGB", (file, result.size, result.mode)
                gain = psnr(truth, result) - psnr(truth, bicubic)
                gained.setdefault((quality, os.path.basename(folder)), []).append(gain)
    for (quality, folder), values in gained.items():
        print(quality, folder, f"{sum(values) / len(values):.3f}")


def psnr(wanted, given):
    difference = numpy.asarray(wanted, float) - numpy.asarray(given, float)
    return 10 * numpy.log10(255**2 / (difference**2).mean())


def noisy(photo, folder, quality):
    os.makedirs(folder)
    with Image.open(photo) as image:
        soft = image.convert("RGB").filter(ImageFilter.GaussianBlur(1))
    soft.save(os.path.join(folder, "clean.jpg"), quality=int(quality))
    noise = numpy.random.default_rng(1).normal(0, 2.5, (soft.height, soft.width, 3))
    levels = numpy.clip(numpy.round(numpy.asarray(soft) + noise), 0, 255).astype(numpy.uint8)
    Image.fromarray(levels).save(os.path.join(folder, "noisy.jpg"), quality=int(quality))


def kinds(photo, folder):
    os.makedirs(folder)

    def path(name):
        return os.path.join(folder, name)

    with Image.open(photo) as image:
        piece = image.convert("RGB").crop((180, 60, 212, 84))
    modes = [piece, piece.convert("L"), piece.convert("CMYK")]
    exif = Image.Exif()
    exif[0x010E] = "x" * 60_000  # a long description, in front of the tables
    for quality in range(1, 101):
        how = {"quality": quality, "progressive": quality % 2 == 0, "subsampling": quality % 3}
        how |= {"exif": exif} if quality % 7 == 0 else {}
        modes[quality % 5 % 3].save(path(f"jpeg-{quality:03}.jpg"), **how)
    piece.save(path("png.png"))
    piece.save(path("tiff.tif"))
    piece.save(path("bmp.bmp"))
    piece.quantize(64).save(path("gif.gif"))
    piece.save(path("lossy.webp"))
    piece.save(path("lossy-with-profile.webp"), icc_profile=b"\0" * 501, exif=exif)
    piece.save(path("lossless.webp"), lossless=True)
    clear = piece.copy()
    clear.putalpha(Image.linear_gradient("L").resize(piece.size))
    clear.save(path("lossy-with-alpha.webp"))
    clear.save(path("lossless-with-exif.webp"), lossless=True, exif=exif)


{"reduce": reduce, "gains": gains, "noisy": noisy, "kinds": kinds}[sys.argv[1]](*sys.argv[2:])
