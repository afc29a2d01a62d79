package dev.azulejo.simulator.attempt;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.request.JobRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Records what was written about jobs, independently of the code that is judged, and keeps what is
/// deleted. It shares only the JSON codec with the product.
public final class JobTruth {
    /// Names of the objects that end a stage, in the order of the stages.
    private static final List<String> STAGES =
            List.of("start.json", "manifest.json", "inferred.json", "stitched.json", "outcome.json");

    private static final List<String> NAMES = List.of("plan", "infer", "stitch", "deliver", "notify");

    private final JobCodec codec;
    private final Map<JobId, Job> jobs = new HashMap<>();

    private static final class Job {
        private final TreeMap<Integer, Try> tries = new TreeMap<>();
        private Optional<JobRequest> request = Optional.empty();

        Try numbered(int number) {
            return tries.computeIfAbsent(number, _ -> new Try());
        }
    }

    private static final class Try {
        private final List<String> stages = new ArrayList<>();
        private Optional<Decision> decision = Optional.empty();
        private Optional<Outcome> outcome = Optional.empty();
        private Optional<Manifest> manifest = Optional.empty();

        boolean hasBegun() {
            return stages.contains(STAGES.getFirst());
        }
    }

    public JobTruth(JobCodec codec) {
        this.codec = codec;
    }

    /// Records an object that has appeared; one that cannot be read changes nothing.
    public void add(JobFile file, byte[] bytes) {
        var job = jobs.computeIfAbsent(file.job(), _ -> new Job());
        if (file.kind() == JobFile.Kind.REQUEST) {
            ifReadable(bytes, JobRequest.class, read -> job.request = Optional.of(read));
        }
        file.attempt().ifPresent(attempt -> add(job.numbered(attempt.number()), file, bytes));
    }

    private void add(Try attempt, JobFile file, byte[] bytes) {
        var name = file.name().substring(file.name().lastIndexOf('/') + 1);
        if (STAGES.contains(name)) {
            attempt.stages.add(name);
        }
        switch (name) {
            case "decision.json" -> ifReadable(bytes, Decision.class, read -> attempt.decision = Optional.of(read));
            case "outcome.json" -> ifReadable(bytes, Outcome.class, read -> attempt.outcome = Optional.of(read));
            case "manifest.json" -> ifReadable(bytes, Manifest.class, read -> attempt.manifest = Optional.of(read));
            default -> {}
        }
    }

    private <T> void ifReadable(byte[] bytes, Class<T> type, Consumer<T> what) {
        T read;
        try {
            read = codec.decode(bytes, type);
        } catch (PermanentFailure damaged) {
            return;
        }
        what.accept(read);
    }

    public Outcome decodeOutcome(byte[] bytes) {
        return codec.decode(bytes, Outcome.class);
    }

    public Decision decodeDecision(byte[] bytes) {
        return codec.decode(bytes, Decision.class);
    }

    public Manifest decodeManifest(byte[] bytes) {
        return codec.decode(bytes, Manifest.class);
    }

    public Optional<JobRequest> request(JobId job) {
        return Optional.ofNullable(jobs.get(job)).flatMap(known -> known.request);
    }

    /// The attempt that began last, by its number; none if no attempt of the job has begun.
    public Optional<Attempt> newest(JobId job) {
        return Optional.ofNullable(jobs.get(job)).stream()
                .flatMap(known -> known.tries.descendingMap().entrySet().stream())
                .filter(known -> known.getValue().hasBegun())
                .findFirst()
                .map(known -> new Attempt(job, known.getKey()));
    }

    private Optional<Try> numbered(Attempt attempt) {
        return Optional.ofNullable(jobs.get(attempt.job()))
                .flatMap(known -> Optional.ofNullable(known.tries.get(attempt.number())));
    }

    public Optional<Decision> decision(Attempt attempt) {
        return numbered(attempt).flatMap(known -> known.decision);
    }

    /// The decision of the attempt that began last.
    public Optional<Decision> decision(JobId job) {
        return newest(job).flatMap(this::decision);
    }

    /// The last attempt whose decision was to deliver.
    public Optional<Attempt> delivered(JobId job) {
        for (int number = newest(job).map(Attempt::number).orElse(-1); number >= 0; number--) {
            var attempt = new Attempt(job, number);
            if (decision(attempt).filter(known -> known.outcome() == null).isPresent()) {
                return Optional.of(attempt);
            }
        }
        return Optional.empty();
    }

    public Optional<Outcome> outcome(Attempt attempt) {
        return numbered(attempt).flatMap(known -> known.outcome);
    }

    /// The outcome of the attempt that began last.
    public Optional<Outcome> outcome(JobId job) {
        return newest(job).flatMap(this::outcome);
    }

    public Optional<Manifest> manifest(Attempt attempt) {
        return numbered(attempt).flatMap(known -> known.manifest);
    }

    /// The manifests of all attempts.
    public List<Manifest> manifests(JobId job) {
        return Optional.ofNullable(jobs.get(job)).stream()
                .flatMap(known -> known.tries.values().stream())
                .flatMap(known -> known.manifest.stream())
                .toList();
    }

    /// The object that shows how far the attempt came.
    public String furthest(Attempt attempt) {
        return numbered(attempt).stream()
                .flatMap(known -> known.stages.stream())
                .max((one, other) -> Integer.compare(STAGES.indexOf(one), STAGES.indexOf(other)))
                .orElse("nothing");
    }

    /// The objects that start the stages after the one of that name.
    public static Stream<String> startedAfter(String stage) {
        return STAGES.stream().skip(1L + NAMES.indexOf(stage));
    }

    /// The key of an object of the attempt that was decided.
    public static String key(Decision decision, String name) {
        return "jobs/%s/attempts/%d/%s".formatted(decision.job(), decision.attempt(), name);
    }

    /// An outcome in one word, for people and for comparison.
    public static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded -> succeeded.superseded() ? "superseded" : "succeeded";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Failed _ -> "failed";
            case Outcome.Cancelled _ -> "cancelled";
        };
    }

    public static String kind(Decision decision) {
        return decision.outcome() == null ? "deliver" : kind(decision.outcome());
    }
}
