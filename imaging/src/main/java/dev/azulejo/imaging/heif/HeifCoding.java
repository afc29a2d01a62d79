package dev.azulejo.imaging.heif;

/// How the pictures of an AVIF or HEIC file are coded, as far as it matters for memory: libheif and the
/// decoder below it hold a whole picture in several forms.
///
/// @param planeBytes of luma and chroma together, for each pixel
/// @param alpha whether another picture states the transparency
record HeifCoding(double planeBytes, boolean alpha) {
    /// The usual coding: 8 bits, a quarter of the chroma.
    static final HeifCoding USUAL = new HeifCoding(1.5, false);

    /// The bytes of a pixel in libheif's conversions: measured with libvips 8.18.7 (libheif, aom) at 25 and
    /// 49 megapixels: 15.3 bytes a pixel in all for 8 bits with a quarter of the chroma, 18.8 with all of
    /// it or with 10 bits, 1.2 more with alpha.
    private static final double CONVERTED_BYTES = 12;

    private static final double PLANE_COPIES = 2.3;
    private static final double ALPHA_BYTES = 1.2;
    private static final String ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

    /// The most expensive coding that a box mentions, since it is not known yet which one is decoded.
    ///
    /// @param meta the content of the meta box
    /// @param text the same, one character per byte
    static HeifCoding of(byte[] meta, String text) {
        double most = 0;
        for (int av1 = text.indexOf("av1C"); av1 >= 0; av1 = text.indexOf("av1C", av1 + 1)) {
            if (av1 + 7 <= meta.length) { // AV1 in ISOBMFF, 2.3.3
                int flags = meta[av1 + 6];
                boolean deep = (flags & 0x60) != 0;
                boolean grey = (flags & 0x10) != 0;
                most = Math.max(most, planes(grey, (flags & 8) != 0, (flags & 4) != 0) * (deep ? 2 : 1));
            }
        }
        for (int hevc = text.indexOf("hvcC"); hevc >= 0; hevc = text.indexOf("hvcC", hevc + 1)) {
            if (hevc + 22 <= meta.length) { // ISO 14496-15, 8.3.3.1
                int chroma = meta[hevc + 4 + 16] & 3;
                boolean deep = (meta[hevc + 4 + 17] & 7) != 0;
                most = Math.max(most, planes(chroma == 0, chroma < 3, chroma == 1) * (deep ? 2 : 1));
            }
        }
        return new HeifCoding(most == 0 ? USUAL.planeBytes : most, text.contains(ALPHA));
    }

    /// The more expensive of two codings.
    HeifCoding or(HeifCoding other) {
        return new HeifCoding(Math.max(planeBytes, other.planeBytes), alpha || other.alpha);
    }

    private static double planes(boolean grey, boolean halfWide, boolean halfHigh) {
        return grey ? 1 : 1 + 2.0 / ((halfWide ? 2 : 1) * (halfHigh ? 2 : 1));
    }

    double heldPerPixel() {
        return CONVERTED_BYTES + PLANE_COPIES * planeBytes + (alpha ? ALPHA_BYTES : 0);
    }
}
