package dev.azulejo.core.pixels;

import org.jspecify.annotations.Nullable;

/// The metadata of an image's file, each as the raw block of its own standard, without the envelope of the
/// file format.
///
/// @param profile ICC profile (ICC.1) of the pixels that decoding gives
/// @param exif TIFF structure of EXIF (CIPA DC-008), without the `Exif\\0\\0` before it
/// @param xmp packet in UTF-8 (ISO 16684-1)
/// @param iptc records of IPTC-IIM 4, without Photoshop's resource block around them
public record ImageMetadata(
        @Nullable Blob profile,
        @Nullable Blob exif,
        @Nullable Blob xmp,
        @Nullable Blob iptc) {
    public static final ImageMetadata NONE = new ImageMetadata(null, null, null, null);

    /// Returns the profile alone: it says what the colours mean, nothing about their owner.
    public ImageMetadata stripped() {
        return new ImageMetadata(profile, null, null, null);
    }

    public ImageMetadata withProfile(@Nullable Blob newProfile) {
        return new ImageMetadata(newProfile, exif, xmp, iptc);
    }

    public ImageMetadata withoutXmp() {
        return new ImageMetadata(profile, exif, null, iptc);
    }

    /// The bytes of all blocks together.
    public long length() {
        return length(profile) + length(exif) + length(xmp) + length(iptc);
    }

    private static long length(@Nullable Blob blob) {
        return blob == null ? 0 : blob.length();
    }
}
