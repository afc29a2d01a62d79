package dev.azulejo.core.job;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import java.util.List;
import java.util.Optional;

/// The JSON objects of jobs, as records. Thread-safe.
public final class JobObjects {
    private final JobStorage work;
    private final JobCodec codec;

    public JobObjects(JobStorage work, JobCodec codec) {
        this.work = work;
        this.codec = codec;
    }

    public JobStorage work() {
        return work;
    }

    /// Adds a request unless the job is there already.
    public void add(JobRequest request) {
        work.writeIfAbsent(JobKeys.request(request.job()), codec.encode(request));
    }

    /// Fixes what intake made of a source or an event: whoever comes first decides for all.
    public Intake fix(CanonicalText.Hash name, Intake intake) {
        work.writeIfAbsent(JobKeys.intake(name), codec.encode(intake));
        return required(JobKeys.intake(name), Intake.class);
    }

    public Optional<Intake> intake(CanonicalText.Hash name) {
        return optional(JobKeys.intake(name), Intake.class);
    }

    /// The request of a job that may be long gone.
    public Optional<JobRequest> findRequest(JobId job) {
        return optional(JobKeys.request(job), JobRequest.class);
    }

    /// The request of a job that has ended: gone or damaged, it may be the very reason for a failure.
    public Optional<JobRequest> readableRequest(JobId job) {
        try {
            return findRequest(job);
        } catch (PermanentFailure e) {
            return Optional.empty();
        }
    }

    public JobRequest request(JobId job) {
        return required(JobKeys.request(job), JobRequest.class);
    }

    /// Fixes the shards of a job: whoever comes first decides for all.
    public PlannedShards fix(JobId job, List<Shard> shards) {
        work.writeIfAbsent(JobKeys.shards(job), codec.encode(shards.toArray(Shard[]::new)));
        return shards(job);
    }

    public PlannedShards shards(JobId job) {
        var key = JobKeys.shards(job);
        var bytes = bytes(key).orElseThrow(() -> missing(key));
        return new PlannedShards(List.of(decoded(key, bytes, Shard[].class)), CanonicalText.Hash.of(bytes));
    }

    /// The shards of a job, and the hash of the object that lists them.
    public record PlannedShards(List<Shard> shards, CanonicalText.Hash hash) {
        public PlannedShards {
            shards = List.copyOf(shards);
        }
    }

    /// The metadata first, as an object of their own (see [KeptMetadata]): whoever sees the manifest finds them.
    public void put(Manifest manifest) {
        if (manifest.metadataBytes() > 0) {
            KeptMetadata.write(work, manifest);
        }
        work.put(JobKeys.manifest(manifest.job()), codec.encode(manifest.with(ImageMetadata.NONE)));
    }

    /// The plan, with the source's metadata as long as they are needed: of a job that has ended they are dropped.
    ///
    /// @throws PermanentFailure when it is missing or damaged, or the metadata are
    public Manifest manifest(JobId job) {
        var manifest = required(JobKeys.manifest(job), Manifest.class);
        boolean isBare = manifest.metadataBytes() == 0
                || (!work.exists(JobKeys.metadata(job)) && work.exists(JobKeys.outcome(job)));
        return isBare ? manifest : manifest.with(KeptMetadata.read(work, manifest));
    }

    /// Drops what the source's file said beside its pixels.
    public void forgetMetadata(JobId job) {
        work.delete(JobKeys.metadata(job));
    }

    public void put(Inferred inferred) {
        work.put(JobKeys.inferred(inferred.job()), codec.encode(inferred));
    }

    public Inferred inferred(JobId job) {
        return required(JobKeys.inferred(job), Inferred.class);
    }

    public void put(Stitched stitched) {
        work.put(JobKeys.stitched(stitched.job()), codec.encode(stitched));
    }

    public Stitched stitched(JobId job) {
        return required(JobKeys.stitched(job), Stitched.class);
    }

    /// Takes the decision unless it is taken.
    ///
    /// @return the decision that holds, ours or an earlier one
    public Decision decide(Decision decision) {
        var key = JobKeys.decision(decision.job());
        work.writeIfAbsent(key, codec.encode(decision));
        return required(key, Decision.class);
    }

    public Optional<Decision> decision(JobId job) {
        return optional(JobKeys.decision(job), Decision.class);
    }

    public void put(Outcome outcome) {
        work.put(JobKeys.outcome(outcome.job()), codec.encode(outcome));
    }

    public Optional<Outcome> outcome(JobId job) {
        return optional(JobKeys.outcome(job), Outcome.class);
    }

    /// How often the job was redriven.
    public int attempt(JobId job) {
        try (var archived = work.list(JobKeys.attempts(job))) {
            return archived.flatMapToInt(object -> JobKeys.attemptOf(object.key()).stream())
                    .map(attempt -> attempt + 1)
                    .max()
                    .orElse(0);
        }
    }

    private <T> T required(String key, Class<T> type) {
        return optional(key, type).orElseThrow(() -> missing(key));
    }

    private <T> Optional<T> optional(String key, Class<T> type) {
        return bytes(key).map(bytes -> decoded(key, bytes, type));
    }

    private <T> T decoded(String key, byte[] bytes, Class<T> type) {
        try {
            return codec.decode(bytes, type);
        } catch (PermanentFailure e) {
            throw PermanentFailure.damaged(key, e);
        }
    }

    private Optional<byte[]> bytes(String key) {
        try {
            return Optional.of(work.readAll(key));
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private static PermanentFailure missing(String key) {
        return PermanentFailure.damaged(key, "is missing");
    }
}
