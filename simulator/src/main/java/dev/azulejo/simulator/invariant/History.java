package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.image.Pictures;
import dev.azulejo.simulator.place.Delete;
import dev.azulejo.simulator.place.Place;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What has happened in a run so far, as far as rules need it.
public final class History {
    private static final String PLAN = "plan#";

    /// The name of the process that deletes old objects, as a bucket's lifecycle rule does.
    public static final String RULE = "lifecycle";

    /// The metadata key under which a result names its job.
    private static final String JOB = "azulejo-job";

    private final Place inbox;
    private final Place work;
    private final Place outbox;
    private final JobTruth truth;
    private final LongSupplier step;
    private final Supplier<Instant> now;
    private final int rowsPerStrip;

    /// Images by their version, in the order in which they were put.
    private final Map<String, Picture> pictures = new LinkedHashMap<>();

    private final Set<JobId> jobs = new LinkedHashSet<>();
    private final Map<JobId, List<Ended>> ends = new LinkedHashMap<>();
    private final Map<JobId, List<Shown>> shown = new HashMap<>();
    private final Map<String, Set<String>> told = new TreeMap<>();
    private final Map<JobId, Long> endedWithoutResult = new HashMap<>();
    private final Set<String> inferred = new HashSet<>();
    private final Map<String, Long> written = new HashMap<>();
    private final Map<String, Long> lastWritten = new HashMap<>();
    private final Map<String, SimProcess> writers = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();
    private final Markers markers = new Markers();
    private int inferredTwice;
    private boolean hasExpired;
    private final Set<String> forgotten = new HashSet<>();

    /// An image that was put into the inbox.
    public record Picture(String key, String version, int number) {}

    /// A written outcome.
    public record Ended(long step, int attempt, String kind, String by) {}

    /// A result that has appeared.
    ///
    /// @param attempt the last one whose decision was to deliver; -1 where there was none
    public record Shown(long step, int attempt, String key, String version, String by) {}

    public History(
            Place inbox,
            Place work,
            Place outbox,
            JobTruth truth,
            LongSupplier step,
            Supplier<Instant> now,
            int rowsPerStrip) {
        this.inbox = inbox;
        this.work = work;
        this.outbox = outbox;
        this.truth = truth;
        this.step = step;
        this.now = now;
        this.rowsPerStrip = rowsPerStrip;
    }

    /// Records an object that has appeared.
    void add(Write write) {
        if (write.place() == work) {
            written.putIfAbsent(write.key(), step.getAsLong());
            writers.put(write.key(), write.by());
            lastWritten.put(write.key(), step.getAsLong());
            write.file().ifPresent(file -> {
                truth.add(file, write.bytes());
                add(file, write);
            });
        } else if (write.place() == outbox) {
            resultOf(write)
                    .ifPresent(job -> shown.computeIfAbsent(job, _ -> new ArrayList<>())
                            .add(new Shown(
                                    step.getAsLong(),
                                    truth.delivered(job).map(Attempt::number).orElse(-1),
                                    write.key(),
                                    write.version(),
                                    write.by().name())));
            if (!write.stat().metadata().containsKey(JOB)) {
                foreign.add(write.key());
            }
        }
    }

    /// Records an object that is about to be deleted.
    void delete(Delete delete) {
        if (delete.place() == work) {
            hasExpired |= delete.by().name().equals(RULE);
            if (delete.by().name().startsWith(PLAN)
                    && lastWritten.getOrDefault(delete.key(), -1L) > delete.by().begun()) {
                forgotten.add(delete.key());
            }
            markers.delete(delete.key());
        }
    }

    /// Records that the process has ended its work without being killed.
    public void left(SimProcess process) {
        markers.left(process);
    }

    private void add(JobFile file, Write write) {
        switch (file.kind()) {
            case START -> {
                jobs.add(file.job());
                endedWithoutResult.remove(file.job());
            }
            case DECISION -> {
                if (!truth.decodeDecision(write.bytes()).delivers()) {
                    endedWithoutResult.put(file.job(), step.getAsLong());
                }
            }
            case OUTCOME -> {
                var outcome = truth.decodeOutcome(write.bytes());
                ends.computeIfAbsent(file.job(), _ -> new ArrayList<>())
                        .add(new Ended(
                                step.getAsLong(),
                                outcome.attempt(),
                                JobTruth.kind(outcome),
                                write.by().name()));
            }
            case OTHER -> markers.add(write);
            case REQUEST, PIXELS, STAGE -> {}
        }
    }

    /// Records that a process is about to write, whether or not the object is still wanted.
    public void tried(Place place, String key) {
        boolean isShard = place == work
                && JobFile.of(key)
                        .filter(file -> file.name().startsWith("tiles/"))
                        .isPresent();
        if (isShard && !inferred.add(key)) {
            inferredTwice++;
        }
    }

    Instant now() {
        return now.get();
    }

    public void put(Picture picture) {
        pictures.remove(picture.version());
        pictures.put(picture.version(), picture);
    }

    public void told(String eventId, Outcome outcome) {
        told.computeIfAbsent(eventId, _ -> new LinkedHashSet<>()).add(JobTruth.kind(outcome));
    }

    // ---- what rules ask for

    public JobTruth truth() {
        return truth;
    }

    Place inbox() {
        return inbox;
    }

    Place work() {
        return work;
    }

    Place outbox() {
        return outbox;
    }

    int rowsPerStrip() {
        return rowsPerStrip;
    }

    public Set<JobId> jobs() {
        return jobs;
    }

    public List<Picture> pictures() {
        return List.copyOf(pictures.values());
    }

    public Optional<Picture> picture(String version) {
        return Optional.ofNullable(pictures.get(version));
    }

    public List<Ended> ends(JobId job) {
        return ends.getOrDefault(job, List.of());
    }

    public List<Shown> shown(JobId job) {
        return shown.getOrDefault(job, List.of());
    }

    Map<String, Set<String>> told() {
        return told;
    }

    /// The step at which it was decided that the job ends without a result, if it was.
    Optional<Long> endedWithoutResult(JobId job) {
        return Optional.ofNullable(endedWithoutResult.get(job));
    }

    /// The step at which the work place first got an object of that key, if it ever did.
    Optional<Long> written(String key) {
        return Optional.ofNullable(written.get(key));
    }

    /// The process that wrote the object last.
    Optional<SimProcess> writer(String key) {
        return Optional.ofNullable(writers.get(key));
    }

    /// Whether a file that belongs to no job lies there.
    boolean isForeign(String result) {
        return foreign.contains(result);
    }

    /// Whether the rule of the bucket has dropped what is old.
    boolean hasExpired() {
        return hasExpired;
    }

    /// Whether a plan has removed the object although its maker was already at work.
    boolean isForgotten(String key) {
        return forgotten.contains(key);
    }

    /// Whether any file that belongs to no job was put among the results.
    boolean hasForeign() {
        return !foreign.isEmpty();
    }

    Markers markers() {
        return markers;
    }

    int inferredTwice() {
        return inferredTwice;
    }

    /// Jobs by the version of their source; if a version has two jobs, the later one.
    Map<String, JobId> jobsByVersion() {
        var found = new HashMap<String, JobId>();
        jobs.forEach(job -> version(job).ifPresent(version -> found.put(version, job)));
        return found;
    }

    /// The version of the source that a job was made from.
    Optional<String> version(JobId job) {
        return truth.request(job).map(JobRequest::source).map(source -> source.version());
    }

    /// The job whose result was written; none for a report, or for a file that no job made.
    Optional<JobId> resultOf(Write write) {
        return write.place() == outbox && !write.key().endsWith(".error.json") ? maker(write.stat()) : Optional.empty();
    }

    /// The job that an object in the outbox names as its maker.
    static Optional<JobId> maker(ObjectStat there) {
        return Optional.ofNullable(there.metadata().get(JOB)).map(JobId::new);
    }

    /// Whether the bytes are a result that the attempts of the job may show for its picture.
    boolean isResult(JobId job, Picture picture, byte[] bytes) {
        return seenBy(job).distinct().anyMatch(noise -> Pictures.isResult(picture.number, rowsPerStrip, noise, bytes));
    }

    /// The noise that attempts saw in the picture; 0 for those that did not look.
    private Stream<Double> seenBy(JobId job) {
        return truth.manifests(job).stream().map(History::seen).map(noise -> noise.orElse(0.0));
    }

    /// The noise that was seen, in levels of 255; none if the plan did not look at the picture.
    static Optional<Double> seen(Manifest manifest) {
        return Optional.ofNullable(manifest.plan().picture()).map(picture -> picture.noise());
    }
}
