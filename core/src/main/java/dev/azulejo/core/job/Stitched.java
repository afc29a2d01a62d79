package dev.azulejo.core.job;

import java.util.List;

/// `stitched.json`: every strip is encoded; joined in this order they are the file.
///
/// @param stripBytes payload of each strip object, the last of which is the file's trailer
/// @param encoders builds that encoded them, each once, sorted
public record Stitched(int schema, JobId job, String planHash, List<Long> stripBytes, List<String> encoders) {
    public static final int SCHEMA = 1;

    public Stitched {
        stripBytes = List.copyOf(stripBytes);
        encoders = List.copyOf(encoders);
    }

    public long bytes() {
        return stripBytes.stream().mapToLong(Long::longValue).sum();
    }
}
