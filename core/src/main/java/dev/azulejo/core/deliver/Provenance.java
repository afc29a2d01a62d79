package dev.azulejo.core.deliver;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageUri;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Which job made a result, and from which source: what a result carries as metadata.
///
/// @param source where the source lies; for messages, and to tell whether two results have one source
public record Provenance(String job, String source) {
    static final String JOB = "azulejo-job";
    private static final String SOURCE = "azulejo-source";

    /// The longest source text kept. Metadata may have 1,400 bytes (see [dev.azulejo.storage.Metadata]),
    /// and one letter of a folder's name can take nine of them.
    private static final int MOST_SOURCE_BYTES = 1_000;

    private static final int SHOWN_OF_A_LONG_SOURCE = 80;

    /// Returns the provenance that results of a job carry.
    public static Provenance of(JobId job, SourceRef source) {
        return new Provenance(job.text(), sourceText(source.uri()));
    }

    /// Returns the text by which results name their source; a long one is shortened and ends with its hash.
    public static String sourceText(StorageUri source) {
        var uri = source.toString();
        var bytes = uri.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MOST_SOURCE_BYTES ? uri : shortened(uri, Hash.of(bytes));
    }

    private static String shortened(String uri, Hash hash) {
        int start = uri.offsetByCodePoints(uri.length(), -SHOWN_OF_A_LONG_SOURCE);
        return "...%s (sha256:%s)".formatted(uri.substring(start), hash.hex());
    }

    /// Reads the provenance of an existing object; empty for a file that no job of ours made.
    public static Optional<Provenance> of(ObjectStat object) {
        var job = object.metadata().get(JOB);
        var source = object.metadata().get(SOURCE);
        return job == null || source == null ? Optional.empty() : Optional.of(new Provenance(job, source));
    }

    /// Returns the job that made the result; empty if the metadata names no job.
    Optional<JobId> maker() {
        return JobId.parse(job);
    }

    public Map<String, String> metadata() {
        return Map.of(JOB, job, SOURCE, source);
    }
}
