package dev.azulejo.core.plan;

/// What a source may be, checked from its header before any pixel is decoded.
///
/// @param maxPixels width times height
/// @param maxSide in pixels
/// @param maxExpansion raw bytes for each byte of the file; deflate itself cannot pass 1,032
/// @param maxMetadataBytes of ICC profile, EXIF, XMP and IPTC together, which travel in the manifest
public record Limits(long maxPixels, int maxSide, long maxExpansion, int maxMetadataBytes) {
    public static final Limits DEFAULT = new Limits(1_000_000_000L, 300_000, 3_200, 4 << 20);
}
