package dev.azulejo.core.job.record;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import java.util.List;

/// `stitched.json`: says that every strip of every result is encoded.
///
/// @param files of the results, in the order of the plan
public record Stitched(int schema, JobId job, Hash planHash, List<StitchedFile> files) {
    public static final int SCHEMA = 3;

    public Stitched {
        files = List.copyOf(files);
    }

    /// One result: its parts, one after another, make up the file.
    ///
    /// @param parts in their order in the file; none is empty
    /// @param encoders builds that encoded them, each once, sorted
    public record StitchedFile(List<StripPart> parts, List<String> encoders) {
        public StitchedFile {
            parts = parts.stream().filter(part -> part.bytes > 0).toList();
            encoders = List.copyOf(encoders);
        }

        public long bytes() {
            return parts.stream().mapToLong(StripPart::bytes).sum();
        }
    }

    /// One object that holds a part of the file.
    ///
    /// @param strip number of the strip; those after the last are made of all strips together
    /// @param maker of the object (see `JobKeys.strip`)
    /// @param bytes of the file at the start of its payload
    public record StripPart(int strip, String maker, long bytes) {}
}
