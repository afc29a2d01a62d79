package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;

/// The manifests of the last few jobs: with an ICC profile one may have megabytes, and each shard of a job needs it.
/// One that was replaced, by a job that was started over, is read anew. Thread-safe.
final class ManifestCache {
    private static final int MOST = 16;

    private final JobObjects objects;
    private final Map<JobId, Cached> cached = new LinkedHashMap<>(MOST, 0.75f, true); // guarded by this

    private record Cached(String etag, Manifest manifest) {}

    ManifestCache(JobObjects objects) {
        this.objects = objects;
    }

    /// @throws PermanentFailure when it is missing or damaged
    Manifest get(JobId job) {
        var key = JobKeys.manifest(job);
        var etag = objects.work()
                .stat(key)
                .orElseThrow(() -> PermanentFailure.damaged(key, "is missing"))
                .etag();
        synchronized (this) {
            var known = cached.get(job);
            if (known != null && known.etag().equals(etag)) {
                return known.manifest();
            }
        }
        var manifest = objects.manifest(job);
        synchronized (this) {
            cached.put(job, new Cached(etag, manifest));
            while (cached.size() > MOST) {
                cached.remove(cached.keySet().iterator().next()); // the one that was not asked for longest
            }
        }
        return manifest;
    }
}
