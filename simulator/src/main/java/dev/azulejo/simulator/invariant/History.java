package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.Attempt;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome;
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

/// What has happened in a run so far, as far as a rule asks for it.
public final class History {
    private static final String PLAN = "plan#";

    /// What drops what is old, by its name.
    public static final String RULE = "lifecycle";

    /// What results say of their job.
    private static final String JOB = "azulejo-job";

    private final Place inbox;
    private final Place work;
    private final Place outbox;
    private final JobTruth truth;
    private final LongSupplier step;
    private final Supplier<Instant> now;
    private final int rowsPerStrip;

    /// Numbers of images by version, in the order in which they were put.
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

    /// An image that somebody put into the inbox.
    public record Picture(String key, String version, int number) {}

    /// An outcome was written.
    public record Ended(long step, int attempt, String kind, String by) {}

    /// A result has appeared.
    ///
    /// @param attempt the last one that was decided to be delivered; -1 where there was none
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

    /// An object has appeared.
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

    /// An object is about to go.
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

    /// The process has ended its work, and was not killed.
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

    /// Somebody is about to write, whether or not it is wanted any more.
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

    /// When it was decided that the job ends without a result, if it was.
    Optional<Long> endedWithoutResult(JobId job) {
        return Optional.ofNullable(endedWithoutResult.get(job));
    }

    /// When the work place first got an object of that key, if it ever did.
    Optional<Long> written(String key) {
        return Optional.ofNullable(written.get(key));
    }

    /// Who wrote the object last.
    Optional<SimProcess> writer(String key) {
        return Optional.ofNullable(writers.get(key));
    }

    /// Whether somebody put a file there that is no job's.
    boolean isForeign(String result) {
        return foreign.contains(result);
    }

    /// Whether the rule of the bucket has dropped what is old.
    boolean hasExpired() {
        return hasExpired;
    }

    /// Whether a plan has removed the object that somebody made when it was at work already.
    boolean isForgotten(String key) {
        return forgotten.contains(key);
    }

    /// Whether anybody did.
    boolean hasForeign() {
        return !foreign.isEmpty();
    }

    Markers markers() {
        return markers;
    }

    int inferredTwice() {
        return inferredTwice;
    }

    /// Jobs by the version of their source; where one has two, the later one.
    Map<String, JobId> jobsByVersion() {
        var found = new HashMap<String, JobId>();
        jobs.forEach(job -> version(job).ifPresent(version -> found.put(version, job)));
        return found;
    }

    /// The version of the source that a job was made of.
    Optional<String> version(JobId job) {
        return truth.request(job).map(JobRequest::source).map(source -> source.version());
    }

    /// The job whose result was written; none for a report, or for a file that no job made.
    Optional<JobId> resultOf(Write write) {
        return write.place() == outbox && !write.key().endsWith(".error.json") ? maker(write.stat()) : Optional.empty();
    }

    /// The job that an object in the outbox says it is of.
    static Optional<JobId> maker(ObjectStat there) {
        return Optional.ofNullable(there.metadata().get(JOB)).map(JobId::new);
    }

    /// Whether these are the bytes that the job's attempts together may show of its picture.
    boolean isResult(JobId job, Picture picture, byte[] bytes) {
        return seenBy(job).distinct().anyMatch(noise -> Pictures.isResult(picture.number, rowsPerStrip, noise, bytes));
    }

    /// What attempts saw in the picture; 0 of those that did not look.
    private Stream<Double> seenBy(JobId job) {
        return truth.manifests(job).stream().map(History::seen).map(its -> its.orElse(0.0));
    }

    /// How much noise was seen; none where nobody looked.
    static Optional<Double> seen(Manifest manifest) {
        return Optional.ofNullable(manifest.plan().picture()).map(its -> its.noise());
    }
}
