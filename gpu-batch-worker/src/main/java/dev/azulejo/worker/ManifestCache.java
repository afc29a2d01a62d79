package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.record.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the manifests of the last few attempts, which are never written twice: with an ICC profile one may
/// have megabytes, and each shard of a job needs it. Thread-safe.
final class ManifestCache {
    private static final int MOST = 16;

    private final JobObjects objects;
    private final Map<Attempt, Manifest> cached = new LinkedHashMap<>(MOST, 0.75f, true); // guarded by this

    ManifestCache(JobObjects objects) {
        this.objects = objects;
    }

    /// @throws PermanentFailure when the manifest is missing or damaged
    Manifest get(Attempt attempt) {
        synchronized (this) {
            var known = cached.get(attempt);
            if (known != null) {
                return known;
            }
        }
        var manifest = objects.bareManifest(attempt);
        synchronized (this) {
            cached.put(attempt, manifest);
            while (cached.size() > MOST) {
                cached.remove(cached.keySet().iterator().next()); // the one that was not asked for longest
            }
        }
        return manifest;
    }
}
