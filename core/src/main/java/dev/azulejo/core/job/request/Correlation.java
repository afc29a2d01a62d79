package dev.azulejo.core.job.request;

import org.jspecify.annotations.Nullable;

/// What identifies a job to those who wait for its end: the event that asked for it, or the version of an
/// object that was dropped. If several lead to one job, the first counts.
///
/// @param source of the event, with `id`: together they identify it (CloudEvents 1.0)
/// @param key of the dropped object in the inbox, with `version`
public record Correlation(
        @Nullable String source,
        @Nullable String id,
        @Nullable String key,
        @Nullable String version) {
    public Correlation {
        boolean isEvent = source != null && id != null && key == null && version == null;
        boolean isDrop = key != null && version != null && source == null && id == null;
        if (!isEvent && !isDrop) {
            throw new IllegalArgumentException("a correlation is source and id, or key and version");
        }
    }

    /// Makes the correlation of an event that asked for something.
    public static Correlation ofEvent(String source, String id) {
        return new Correlation(source, id, null, null);
    }

    /// Makes the correlation of a version of an object that appeared in the inbox.
    public static Correlation ofDrop(SourceRef dropped) {
        return new Correlation(null, null, dropped.uri().key(), dropped.version());
    }
}
