"""Compares what DecodeFolder decoded with other readers, and says of each file what became of it.

    judge.py RESULTS [--sheet SHEET.png]

Needs Pillow, numpy, tifffile and imagecodecs. A class for each file:
    right       the same pixels as one of the other readers, to 2 of 255 in the mean
    right+warn  so, with a warning
    differs     no other reader agrees: look at it
    unjudged    no other reader reads it
    refused     with what was said
    crash       an exception or the end of the process
"""
import json, sys, warnings, collections, os
import numpy as np
from PIL import Image, ImageOps

warnings.simplefilter("ignore")
Image.MAX_IMAGE_PIXELS = None
try:
    import tifffile, logging
    logging.disable(logging.CRITICAL)
except ImportError:
    tifffile = None


def to8(a, bits=None):
    a = np.asarray(a)
    if a.dtype == bool:
        return a.astype(np.float32) * 255
    if a.dtype.kind == "f":
        return a.astype(np.float32) * 255
    white = (1 << bits) - 1 if bits else np.iinfo(a.dtype).max
    return a.astype(np.float32) * (255 / white)


def by_pillow(path):
    with Image.open(path) as im:
        im.load()
        if im.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
            yield "pillow", np.asarray(im).astype(np.float32) * (255 / 65535)
            return
        if im.mode in ("P", "PA", "1", "LAB", "YCbCr", "CMYK"):
            alpha = im.mode == "PA" or "transparency" in im.info
            yield "pillow", to8(np.asarray(im.convert("RGBA" if alpha else "L" if im.mode == "1" else "RGB")))
        yield "pillow", to8(np.asarray(im))


def by_tifffile(path):
    with tifffile.TiffFile(path) as t:
        page = t.pages[0]
        a = page.asarray()
        if page.planarconfig == 2 and a.ndim == 3:
            a = np.moveaxis(a, 0, -1)
        ph = int(page.photometric)
        b = page.bitspersample
        if ph == 3 and page.colormap is not None:
            yield "tifffile", to8(np.moveaxis(page.colormap, 0, -1)[a])
            return
        f = to8(a, b if a.dtype.kind == "u" else None)
        if ph == 0:
            f = f.copy()
            k = 1 if f.ndim == 2 else f.shape[-1]
            if f.ndim == 2:
                f = 255 - f
            else:
                f[..., 0] = 255 - f[..., 0]
        if ph == 6 and int(page.compression) not in (6, 7) and f.ndim == 3:
            y, cb, cr = f[..., 0], f[..., 1] - 128, f[..., 2] - 128
            f = np.stack([y + 1.402 * cr, y - .344136 * cb - .714136 * cr, y + 1.772 * cb], -1).clip(0, 255)
        if f.ndim == 3:
            yield "tifffile", f


            for k in (1, 3, 4):
                if f.shape[-1] > k:
                    yield "tifffile", f[..., :k]
        yield "tifffile", f


def forms(a):
    """The picture as it is and turned."""
    for base in (a, np.swapaxes(a, 0, 1)):
        for b in (base, base[::-1], base[:, ::-1], base[::-1, ::-1]):
            yield b


def distance(ours, theirs):
    if theirs.ndim == 2:
        theirs = theirs[..., None]
    best = 1e9
    for t in forms(theirs):
        if t.shape[:2] != ours.shape[:2]:
            continue
        o = ours
        n = t.shape[2]
        if o.shape[2] != n:
            if o.shape[2] in (1, 2) and n in (3, 4):
                o = np.concatenate([o[..., :1]] * 3 + ([o[..., 1:]] if o.shape[2] == 2 else []), -1)
            elif o.shape[2] in (3, 4) and n in (1, 2):
                t = np.concatenate([t[..., :1]] * 3 + ([t[..., 1:]] if n == 2 else []), -1)
            n = min(o.shape[2], t.shape[2])
            o, t = o[..., :n], t[..., :n]
        if o.shape[2] == 4:
            best = min(best, float(np.abs(o[..., :3] * o[..., 3:] - t[..., :3] * t[..., 3:]).mean() / 255 + np.abs(o[..., 3] - t[..., 3]).mean()))
        best = min(best, float(np.abs(o - t).mean()))
    return best


def judge(line, folder):
    path = line["file"]
    if "crash" in line:
        return "crash", line["crash"]
    if "refused" in line:
        return "refused", line["refused"] + ": " + line["detail"]
    raw = os.path.join(folder, "%d.raw" % line["number"])
    if not os.path.exists(raw) or not os.path.getsize(raw):
        return "unjudged", "too large"
    kind = np.uint8 if line["bits"] == 8 else np.dtype("<u2")
    ours = to8(np.fromfile(raw, kind).reshape(line["height"], line["width"], line["bands"]))
    best, who, errors = 1e9, None, []
    for reader in (by_pillow, by_tifffile):
        if reader is by_tifffile and (tifffile is None or line["format"] != "TIFF"):
            continue
        try:
            for name, theirs in reader(path):
                d = distance(ours, theirs)
                if d < best:
                    best, who = d, name
        except Exception as e:
            errors.append("%s: %s" % (reader.__name__[3:], str(e)[:80] or type(e).__name__))
    if who is None:
        return "unjudged", "; ".join(errors)
    if best > 2:
        return "differs", "%.2f from %s" % (best, who)
    return ("right+warn" if line["warnings"] else "right"), "%.2f from %s" % (best, who)


def main():
    folder = sys.argv[1]
    last = {}
    for text in open(os.path.join(folder, "lines.json")):
        line = json.loads(text)
        last[line["number"]] = line
    counts, peak = collections.Counter(), 0
    for line in last.values():
        if "started" in line:
            line["crash"] = "the process ended"
        verdict, words = judge(line, folder)
        counts[verdict] += 1
        peak = max(peak, line.get("peak", 0))
        facts = "" if "refused" in line or "crash" in line else "%dx%d %dx%d bit %s" % (
            line["width"], line["height"], line["bands"], line["bits"], " ".join(
                "%s:%d" % (k, line[k]) for k in ("profile", "exif", "xmp", "iptc", "pages") if line[k] > (k == "pages")))
        print("\t".join([verdict, str(line.get("peak", 0) >> 20), os.path.basename(line["file"]), facts, words,
                         "; ".join(line.get("warnings", []))]))
    print(dict(counts), "highest peak %d MB" % (peak >> 20), file=sys.stderr)


main()
