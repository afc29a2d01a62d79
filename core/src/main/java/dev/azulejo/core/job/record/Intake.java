package dev.azulejo.core.job.record;

import dev.azulejo.core.job.key.CanonicalText;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `intake/{hash}.json`: the request made of one version of a source, or of one event, fixed when it first
/// comes. Repeats obey it, whatever lies in the inbox by then and whichever models are installed.
///
/// @param request the whole request, ready to be written
/// @param sidecar the file of options beside the source; absent where none was looked for
/// @param defaults the files of defaults in the source's folders, the outermost first
public record Intake(
        int schema, JobRequest request, @Nullable OptionFile sidecar, List<OptionFile> defaults) {
    public static final int SCHEMA = 1;

    public Intake {
        defaults = List.copyOf(defaults);
    }

    /// A file of options in the inbox, as it was when intake looked.
    ///
    /// @param version absent when there was none
    public record OptionFile(String key, @Nullable String version) {}

    /// The name of the record of a version that appeared in the inbox.
    public static Hash ofSource(StorageUri source, String version) {
        return new CanonicalText()
                .add("source", source.toString())
                .add("version", version)
                .hash();
    }

    /// The name of the record of an event, which `sender` and `id` together identify (CloudEvents 1.0).
    public static Hash ofEvent(String sender, String id) {
        return new CanonicalText().add("sender", sender).add("event", id).hash();
    }
}
