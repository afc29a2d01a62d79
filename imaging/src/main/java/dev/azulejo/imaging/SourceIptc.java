package dev.azulejo.imaging;

import java.util.Optional;

/// Records of IPTC-IIM 4, which files hold bare or inside the resources of Photoshop.
final class SourceIptc {
    private static final int IPTC_RESOURCE = 0x0404;
    private static final int TAG_MARKER = 0x1c; // of each data set (IIM 4, 1.5)

    private SourceIptc() {}

    /// The records in a block: bare, or in resources of Photoshop, with or without what JPEG has before
    /// them. None where the resources hold none, or the block is neither.
    static Optional<byte[]> of(byte[] block) {
        return PhotoshopResources.isThere(block)
                ? PhotoshopResources.content(block, IPTC_RESOURCE).flatMap(SourceIptc::records)
                : records(block);
    }

    private static Optional<byte[]> records(byte[] content) {
        return content.length > 0 && content[0] == TAG_MARKER ? Optional.of(content) : Optional.empty();
    }
}
