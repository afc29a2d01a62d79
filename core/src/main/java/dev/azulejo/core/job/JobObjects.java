package dev.azulejo.core.job;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.CanonicalText;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Inferred;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.record.Start;
import dev.azulejo.core.job.record.Stitched;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUri;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads and writes the JSON objects of jobs as records. Thread-safe.
public final class JobObjects {
    private static final byte[] NOTHING = {};
    private static final byte[] EMPTY_JSON = {'{', '}'};

    private final JobStorage work;
    private final JobCodec codec;

    public JobObjects(JobStorage work, JobCodec codec) {
        this.work = work;
        this.codec = codec;
    }

    public JobStorage work() {
        return work;
    }

    /// Begins a job, unless it has begun. An unreadable request is written anew, as the job's id determines
    /// its content.
    public void begin(JobRequest request) {
        var key = JobKeys.request(request.job());
        var bytes = codec.encode(request);
        if (!work.writeIfAbsent(key, bytes) && readableRequest(request.job()).isEmpty()) {
            work.put(key, bytes);
        }
        begin(Attempt.first(request.job()), false, request.source());
    }

    /// Begins an attempt, unless it has begun: an attempt is there when its start is.
    ///
    /// @param source what the job is made from; absent if it is no longer known
    void begin(Attempt attempt, boolean delivers, @Nullable SourceRef source) {
        work.writeIfAbsent(StageTrigger.PLAN.key(attempt), codec.encode(Start.of(attempt, delivers, source)));
    }

    public Start start(Attempt attempt) {
        return required(StageTrigger.PLAN.key(attempt), Start.class);
    }

    /// The source of the attempt, for its outcome: from its start, which is as young as the attempt, or
    /// else from its request.
    ///
    /// @throws PermanentFailure if neither names it
    SourceRef source(Attempt attempt) {
        return readable(StageTrigger.PLAN.key(attempt), Start.class)
                .map(Start::source)
                .orElseGet(() -> request(attempt.job()).source());
    }

    /// The attempt that began last; empty if the job was never begun.
    public Optional<Attempt> newest(JobId job) {
        try (var objects = work.list(JobKeys.attempts(job))) {
            return objects.filter(object -> StageTrigger.of(object.key()).equals(Optional.of(StageTrigger.PLAN)))
                    .flatMap(object -> JobKeys.attemptOf(object.key()).stream())
                    .max(Comparator.comparingInt(Attempt::number));
        }
    }

    /// Fixes the intake of a source or an event: the first writer decides for all.
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

    /// The request of a job that has ended, if it can be read: a damaged one may be the reason for a
    /// failure.
    public Optional<JobRequest> readableRequest(JobId job) {
        return readable(JobKeys.request(job), JobRequest.class);
    }

    public JobRequest request(JobId job) {
        return required(JobKeys.request(job), JobRequest.class);
    }

    /// Fixes the shards of a job: the first writer decides for all.
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

    /// Ends the planning of an attempt, unless it has ended. The metadata are written first, as an object
    /// of their own (see [KeptMetadata]), so every reader of the manifest finds them.
    public void put(Attempt attempt, Manifest manifest) {
        var key = JobKeys.manifest(attempt);
        if (manifest.metadataBytes() > 0 && !work.exists(key)) {
            KeptMetadata.write(work, attempt, manifest);
        }
        work.writeIfAbsent(key, codec.encode(manifest.with(ImageMetadata.NONE)));
        if (manifest.metadataBytes() > 0) {
            forgetLateMetadata(attempt);
        }
    }

    /// The plan without the source's metadata, for readers that only display it; empty before it is made.
    public Optional<Manifest> planned(Attempt attempt) {
        return optional(JobKeys.manifest(attempt), Manifest.class);
    }

    /// The plan without the source's metadata, for stages that make no file of pixels.
    ///
    /// @throws PermanentFailure when it is missing or damaged
    public Manifest bareManifest(Attempt attempt) {
        return required(JobKeys.manifest(attempt), Manifest.class);
    }

    /// The plan with the source's metadata, which are dropped once the attempt has ended.
    ///
    /// @throws PermanentFailure when it is missing or damaged, or the metadata are
    public Manifest manifest(Attempt attempt) {
        var manifest = bareManifest(attempt);
        boolean isBare = manifest.metadataBytes() == 0
                || (!work.exists(JobKeys.metadata(attempt)) && work.exists(JobKeys.outcome(attempt)));
        return isBare ? manifest : manifest.with(KeptMetadata.read(work, attempt, manifest));
    }

    /// The plan with the source's metadata, which must exist, for an attempt that continues this one.
    ///
    /// @throws PermanentFailure when it is missing or damaged, or the metadata are, or were dropped
    public Manifest wholeManifest(Attempt attempt) {
        var manifest = bareManifest(attempt);
        return manifest.metadataBytes() == 0 ? manifest : manifest.with(KeptMetadata.read(work, attempt, manifest));
    }

    /// Drops the source's metadata of the attempt that ended and of those before it. After a failure they
    /// stay, because the job may be tried again from there.
    public void forgetMetadata(Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed)) {
            IntStream.rangeClosed(0, outcome.attempt())
                    .mapToObj(number -> JobKeys.metadata(new Attempt(outcome.job(), number)))
                    .forEach(work::delete);
        }
    }

    /// Drops metadata that a plan may have written while the job ended, after the end had dropped the
    /// others.
    public void forgetLateMetadata(Attempt planned) {
        newest(planned.job()).flatMap(this::outcome).ifPresent(this::forgetMetadata);
    }

    public void put(Attempt attempt, Inferred inferred) {
        work.writeIfAbsent(JobKeys.inferred(attempt), codec.encode(inferred));
    }

    public Inferred inferred(Attempt attempt) {
        return required(JobKeys.inferred(attempt), Inferred.class);
    }

    public void put(Attempt attempt, Stitched stitched) {
        work.writeIfAbsent(JobKeys.stitched(attempt), codec.encode(stitched));
    }

    public Stitched stitched(Attempt attempt) {
        return required(JobKeys.stitched(attempt), Stitched.class);
    }

    /// Takes the decision unless it is taken.
    ///
    /// @return the decision that holds, ours or an earlier one
    public Decision decide(Decision decision) {
        var key = JobKeys.decision(decision.ofAttempt());
        work.writeIfAbsent(key, codec.encode(decision));
        return required(key, Decision.class);
    }

    public Optional<Decision> decision(Attempt attempt) {
        return optional(JobKeys.decision(attempt), Decision.class);
    }

    /// Announces that an attempt is about to show a result at `destination`. The announcement stays until
    /// it is retracted.
    public void announce(Attempt attempt, StorageUri destination) {
        work.writeIfAbsent(JobKeys.showing(destination, attempt), NOTHING);
    }

    /// Retracts an announcement of [#announce].
    public void retract(Attempt attempt, StorageUri destination) {
        work.delete(JobKeys.showing(destination, attempt));
    }

    /// The attempts that were about to show a result at `destination`, or have shown it.
    public List<Attempt> announced(StorageUri destination) {
        try (var there = work.list(JobKeys.showing(destination))) {
            return there.flatMap(object -> JobKeys.shownBy(object.key()).stream())
                    .toList();
        }
    }

    /// Writes how an attempt ended, unless it is written.
    public void put(Outcome outcome) {
        work.writeIfAbsent(JobKeys.outcome(outcome.ofAttempt()), codec.encode(outcome));
    }

    public Optional<Outcome> outcome(Attempt attempt) {
        return optional(JobKeys.outcome(attempt), Outcome.class);
    }

    /// Marks that the job's pixels are about to be dropped, as this attempt, its newest, has ended for
    /// good. The mark stays, and a later attempt relies on none of them, since dropping may be slow.
    public void sayDropped(Attempt attempt) {
        work.writeIfAbsent(JobKeys.dropped(attempt), EMPTY_JSON);
    }

    public boolean isDropped(Attempt attempt) {
        return work.exists(JobKeys.dropped(attempt));
    }

    private <T> T required(String key, Class<T> type) {
        return optional(key, type).orElseThrow(() -> missing(key));
    }

    private <T> Optional<T> optional(String key, Class<T> type) {
        return bytes(key).map(bytes -> decoded(key, bytes, type));
    }

    private <T> Optional<T> readable(String key, Class<T> type) {
        try {
            return optional(key, type);
        } catch (PermanentFailure damaged) {
            return Optional.empty();
        }
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

    static IllegalStateException neverBegun(JobId job) {
        return new IllegalStateException("there is no job " + job);
    }

    private static PermanentFailure missing(String key) {
        return PermanentFailure.damaged(key, "is missing");
    }
}
