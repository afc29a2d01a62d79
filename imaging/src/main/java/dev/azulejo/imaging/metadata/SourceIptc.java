package dev.azulejo.imaging.metadata;

import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// Extracts records of IPTC-IIM 4, which files hold bare or inside Photoshop's resources.
public final class SourceIptc {
    private static final int IPTC_RESOURCE = 0x0404;
    private static final int TAG_MARKER = 0x1c; // of each data set (IIM 4, 1.5)

    private SourceIptc() {}

    /// The records in a block: bare, or in Photoshop's resources, with or without JPEG's prefix. Empty if
    /// the resources hold none, or the block is neither.
    public static Optional<byte[]> of(byte[] block) {
        return PhotoshopResources.isThere(block)
                ? PhotoshopResources.content(block, IPTC_RESOURCE).flatMap(SourceIptc::records)
                : records(block);
    }

    /// The records of a page of a TIFF, bare or among Photoshop's resources. Some files declare them as
    /// numbers of 32 bits, and some writers of those reversed the bytes.
    ///
    /// @param warnings receives one if there are records and they are damaged
    public static Optional<byte[]> of(Ifd directory, List<String> warnings) {
        var bare = directory.block(Tag.IPTC);
        var found = bare.flatMap(block -> records(block).or(() -> records(turned(block))))
                .or(() -> directory.block(Tag.PHOTOSHOP).flatMap(SourceIptc::of));
        if (found.isEmpty() && bare.filter(block -> block.length > 0).isPresent()) {
            warnings.add("its IPTC data are damaged and left out");
        }
        return found;
    }

    private static byte[] turned(byte[] block) {
        var numbers = ByteBuffer.wrap(block);
        var turned = ByteBuffer.allocate(block.length).order(ByteOrder.LITTLE_ENDIAN);
        while (numbers.remaining() >= Integer.BYTES) {
            turned.putInt(numbers.getInt());
        }
        return turned.put(numbers).array();
    }

    private static Optional<byte[]> records(byte[] content) {
        return content.length > 0 && content[0] == TAG_MARKER ? Optional.of(content) : Optional.empty();
    }
}
