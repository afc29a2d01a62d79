package dev.azulejo.api.record;

import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Jobs whose results shall not stay, in the order in which somebody has to look at them: objects
/// `expiring/{time}/{tenant}/{job}.json` of the work place. Thread-safe.
public final class ExpiryObjects {
    private static final String FOLDER = WorkLayout.EXPIRING.folder();

    private final JobStorage work;
    private final JsonObjects records;

    public ExpiryObjects(JobStorage work) {
        this.work = work;
        this.records = new JsonObjects(work);
    }

    /// Notes that somebody has to look at a job then; it may be noted for several times.
    public void note(Instant at, Expiry expiry) {
        records.put("%s%s/%s/%s.json".formatted(FOLDER, time(at), expiry.tenant(), expiry.job()), expiry);
    }

    /// Where those stand that are to be looked at by now, the earliest first.
    public List<String> due(Instant now) {
        var end = FOLDER + time(now) + "0"; // behind the slash
        try (var listed = work.list(FOLDER)) {
            return listed.map(ObjectStat::key)
                    .takeWhile(key -> key.compareTo(end) < 0)
                    .toList();
        }
    }

    /// When it was to be looked at.
    ///
    /// @param key one of [#due]
    public static Instant timeOf(String key) {
        var text = key.substring(FOLDER.length(), key.indexOf('/', FOLDER.length()));
        return Instant.ofEpochMilli(Long.parseLong(text, 16));
    }

    /// @param key one of [#due]
    public Optional<Expiry> at(String key) {
        return records.read(key, Expiry.class);
    }

    /// @param key one of [#due]
    public void forget(String key) {
        work.delete(key);
    }

    private static String time(Instant at) {
        return "%016x".formatted(at.toEpochMilli());
    }
}
