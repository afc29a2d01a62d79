package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;

/// What each key has used on each day, as empty objects `usage/{tenant}/{day}/{key}/{job}-{attempt}-{figures}` of the
/// work place: an end that is told twice is one object, nobody waits for anybody, and to list them is to add them up.
/// Thread-safe.
public final class UseObjects {
    private static final byte[] EMPTY = {};

    private final JobStorage work;

    public UseObjects(JobStorage work) {
        this.work = work;
    }

    /// Notes what an attempt has used that has ended.
    public void note(Tenant tenant, Instant ended, String key, Attempt attempt, Use use) {
        var day = LocalDate.ofInstant(ended, ZoneOffset.UTC);
        var name = "%s/%s-%d%s".formatted(key, attempt.job(), attempt.number(), use.text());
        work.put(folder(tenant, day) + name, EMPTY);
    }

    /// What was used on a day, by key.
    public SortedMap<String, Use> of(Tenant tenant, LocalDate day) {
        var folder = folder(tenant, day);
        var all = new TreeMap<String, Use>();
        try (var listed = work.list(folder)) {
            listed.map(ObjectStat::key)
                    .map(key -> key.substring(folder.length()))
                    .forEach(name -> Use.parse(name)
                            .ifPresent(use -> all.merge(name.substring(0, name.indexOf('/')), use, Use::plus)));
        }
        return all;
    }

    private static String folder(Tenant tenant, LocalDate day) {
        return WorkLayout.USAGE.key("%s/%s/".formatted(tenant.id(), day));
    }
}
