package dev.azulejo.core.job;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.SealedObject;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Precondition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `metadata`: the source's metadata, as far as the result keeps them. They are an object of their own
/// because they may hold where a photograph was taken, or megabytes of a profile, while the manifest stays
/// for good.
///
/// The payload is profile, EXIF, XMP and IPTC, one after another; the index has their lengths, each in four
/// bytes, -1 for one that is missing.
final class KeptMetadata {
    private static final int BLOCKS = 4;
    private static final int NONE = -1;

    private KeptMetadata() {}

    static void write(JobStorage work, Attempt attempt, Manifest manifest) {
        var metadata = manifest.plan().metadata();
        var index = ByteBuffer.allocate(BLOCKS * Integer.BYTES);
        try (var writer = new SealedObject.Writer(work, JobKeys.metadata(attempt), manifest.planHash())) {
            Stream.of(metadata.profile(), metadata.exif(), metadata.xmp(), metadata.iptc())
                    .forEach(block -> index.putInt(append(writer, block)));
            writer.seal(index.array(), Precondition.ABSENT);
        }
    }

    private static int append(SealedObject.Writer writer, @Nullable Blob block) {
        if (block == null) {
            return NONE;
        }
        writer.append(block.bytes());
        return block.length();
    }

    /// @throws PermanentFailure when it is missing, damaged or of another plan
    static ImageMetadata read(JobStorage work, Attempt attempt, Manifest manifest) {
        var key = JobKeys.metadata(attempt);
        var object = SealedObject.require(work, key, manifest.planHash());
        return object.unpacked(work, 0, object.payloadBytes(), payload -> parsed(payload, object.index()));
    }

    private static ImageMetadata parsed(byte[] payload, byte[] index) {
        if (index.length != BLOCKS * Integer.BYTES) {
            throw new PermanentFailure("has an index of %d bytes".formatted(index.length));
        }
        var blocks = new Blob[BLOCKS];
        var lengths = ByteBuffer.wrap(index);
        int start = 0;
        for (int i = 0; i < BLOCKS; i++) {
            int length = lengths.getInt();
            if (length > payload.length - start) {
                throw new PermanentFailure("ends before byte %d".formatted((long) start + length));
            }
            if (length >= 0) {
                blocks[i] = new Blob(Arrays.copyOfRange(payload, start, start + length));
                start += length;
            }
        }
        return new ImageMetadata(blocks[0], blocks[1], blocks[2], blocks[3]);
    }
}
