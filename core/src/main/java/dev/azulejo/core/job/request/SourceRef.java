package dev.azulejo.core.job.request;

import dev.azulejo.storage.StorageUri;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes to enhance: where they lie and which version of them. Replacing the object never changes this
/// job.
///
/// @param bytes their length, as far as it is known; 0 when they are gone
/// @param sequencer orders the versions of one object, in hexadecimal digits, if the event that reported it
///     has one (Amazon S3 User Guide, "Event message structure"); not part of what identifies the bytes
public record SourceRef(
        StorageUri uri,
        String version,
        long bytes,
        @Nullable String sequencer) {
    /// The version of a source that was gone before its version could be read.
    public static final String NO_VERSION = "none";

    public SourceRef(StorageUri uri, String version, long bytes) {
        this(uri, version, bytes, null);
    }

    public boolean hasVersion() {
        return !version.equals(NO_VERSION);
    }

    /// Whether this version is older than another of the same object, by their events; empty if those do
    /// not say.
    public Optional<Boolean> isBefore(SourceRef other) {
        if (sequencer == null || other.sequencer == null) {
            return Optional.empty();
        }
        int digits = Math.max(sequencer.length(), other.sequencer.length());
        return Optional.of(padded(sequencer, digits).compareTo(padded(other.sequencer, digits)) < 0);
    }

    private static String padded(String sequencer, int digits) {
        return sequencer.toLowerCase(Locale.ROOT) + "0".repeat(digits - sequencer.length());
    }
}
