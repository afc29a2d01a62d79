package dev.azulejo.core.history;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.JobPiece;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Rejected;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Inferred;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells what happened to a job, who did it and when, from the objects in its folder, each of which
/// appeared when its writer was done. Objects dropped since are missing from it. Writes nothing.
/// Thread-safe.
///
/// @param objects of the place
public record JobTimeline(JobObjects objects) {
    private static final String UNKNOWN = "unknown";
    private static final int VERSION_SHOWN = 32; // as long as those of S3

    /// An event in a job's history.
    ///
    /// @param at when it was done; of work in many parts, the last of those that are there
    /// @param who a stage, a worker, or a person who acted by hand
    /// @param what in plain words
    public record Event(Instant at, String who, String what) {}

    /// One object of a job, or all objects of a kind that it has many of, in the order of their times.
    private record Piece(JobPiece kind, List<ObjectStat> objects) {
        private static final Comparator<Piece> ORDER = Comparator.comparing(Piece::at)
                .thenComparingInt(piece -> piece.attempt().number())
                .thenComparing(Piece::kind);

        Instant at() {
            return objects.getLast().modified();
        }

        String key() {
            return objects.getLast().key();
        }

        Attempt attempt() {
            return JobKeys.attemptOf(key())
                    .orElseGet(() -> Attempt.first(JobKeys.jobOf(key()).orElseThrow()));
        }
    }

    public List<Event> of(JobId job) {
        return pieces(job)
                .sorted(Piece.ORDER)
                .map(piece -> piece.kind.isOneOfMany() ? parts(job, piece) : single(job, piece))
                .filter(event -> !event.what().isEmpty()) // its object has gone meanwhile
                .toList();
    }

    private Stream<Piece> pieces(JobId job) {
        var single = new ArrayList<Piece>();
        var many = new EnumMap<JobPiece, List<ObjectStat>>(JobPiece.class);
        try (var listed = objects.work().list(JobKeys.folder(job))) {
            listed.forEach(object -> JobPiece.of(object.key()).ifPresent(kind -> {
                if (kind.isOneOfMany()) {
                    many.computeIfAbsent(kind, _ -> new ArrayList<>()).add(object);
                } else {
                    single.add(new Piece(kind, List.of(object)));
                }
            }));
        }
        return Stream.concat(
                single.stream(),
                many.entrySet().stream()
                        .map(entry -> new Piece(
                                entry.getKey(),
                                entry.getValue().stream()
                                        .sorted(Comparator.comparing(ObjectStat::modified))
                                        .toList())));
    }

    private static Event parts(JobId job, Piece piece) {
        var first = piece.objects.getFirst().modified();
        int count = piece.objects.size();
        var what = switch (piece.kind) {
            case SOURCE -> "cut the pixels of " + counted(count, "shard");
            case INFLIGHT -> "is at work on, or died with, shards %s".formatted(shards(job, piece.objects));
            case FINISHED -> "finished %s of shards under way".formatted(counted(count, "tile"));
            case TILES -> "enlarged " + counted(count, "shard");
            case STRIPS -> "encoded " + counted(count, "strip");
            default -> "made " + counted(count, "preview");
        };
        return new Event(
                piece.at(),
                whoMade(piece.kind),
                first.equals(piece.at()) ? what : "%s, the first at %s".formatted(what, first));
    }

    private static String shards(JobId job, List<ObjectStat> markers) {
        int folder = JobKeys.inflight(job, 0).length() - 1;
        return markers.stream().map(marker -> marker.key().substring(folder)).collect(Collectors.joining(", "));
    }

    private static String whoMade(JobPiece kind) {
        return switch (kind) {
            case REQUEST -> "intake";
            case SHARDS, SAMPLE, SOURCE, METADATA, MANIFEST -> "plan";
            case INFLIGHT, FINISHED, TILES -> "worker";
            case INFERRED -> "close of infer";
            case STRIPS -> "stitch";
            case STITCHED -> "close of stitch";
            case PREVIEW -> "viewer";
            case DROPPED -> "clean-up";
            case START, CLAIM, DECISION, OUTCOME -> UNKNOWN; // who it was stands in the object
        };
    }

    private Event single(JobId job, Piece piece) {
        var key = piece.key();
        var attempt = piece.attempt();
        var who = whoMade(piece.kind);
        var at = piece.at();
        try {
            return switch (piece.kind) {
                case REQUEST ->
                    new Event(
                            at,
                            who,
                            objects.findRequest(job).map(JobTimeline::asked).orElse(""));
                case START ->
                    new Event(
                            at,
                            attempt.number() == 0 ? "intake" : UNKNOWN,
                            attempt.number() == 0 ? "began it" : "tried it again: attempt " + attempt.number());
                case SHARDS -> new Event(at, who, "fixed how the picture is cut");
                case SAMPLE -> new Event(at, who, "cut a sample for models that ask for the whole picture");
                case METADATA -> new Event(at, who, "kept what the file says beside its pixels");
                case MANIFEST ->
                    new Event(
                            at,
                            who,
                            objects.planned(attempt).map(JobTimeline::planned).orElse(""));
                case CLAIM -> new Event(at, machine(key), "took the attempt: " + text(key));
                case INFERRED -> new Event(at, who, "found all shards enlarged: " + engines(objects.inferred(attempt)));
                case STITCHED -> new Event(at, who, "found all strips encoded");
                case DECISION ->
                    objects.decision(attempt)
                            .map(decision -> decision.outcome() == null
                                    ? new Event(at, "deliver", "decided to deliver the result")
                                    : decided(at, decision.outcome()))
                            .orElseGet(() -> new Event(at, who, ""));
                case OUTCOME ->
                    objects.outcome(attempt)
                            .map(outcome -> new Event(at, decider(outcome), end(outcome)))
                            .orElseGet(() -> new Event(at, who, ""));
                case DROPPED -> new Event(at, who, "dropped the pixels");
                default -> throw new IllegalStateException(piece.kind + " is one of many");
            };
        } catch (PermanentFailure damaged) {
            return new Event(at, who, String.valueOf(damaged.getMessage()));
        }
    }

    private static Event decided(Instant at, Outcome outcome) {
        return new Event(at, decider(outcome), "decided that it ends without a result");
    }

    private static String decider(Outcome outcome) {
        return switch (outcome) {
            case Succeeded _ -> "deliver";
            case Rejected _ -> "plan";
            case Failed failed -> failed.stage();
            case Cancelled _ -> UNKNOWN;
        };
    }

    private static String end(Outcome outcome) {
        return switch (outcome) {
            case Succeeded succeeded ->
                succeeded.result() == null
                        ? "ended it: a newer version of the source made it pointless"
                        : succeeded.results().stream()
                                .map(result -> "%s (%dx%d, %d bytes)"
                                        .formatted(result.uri(), result.width(), result.height(), result.bytes()))
                                .collect(Collectors.joining(", ", "delivered ", ""));
            case Rejected rejected ->
                "refused it, %s: %s".formatted(rejected.reason().code(), rejected.detail());
            case Failed failed ->
                "failed, %s: %s%s"
                        .formatted(
                                failed.failure(),
                                failed.detail(),
                                failed.damaged().isEmpty() ? "" : "; damaged: " + String.join(", ", failed.damaged()));
            case Cancelled cancelled -> "cancelled it: " + cancelled.detail();
        };
    }

    private static String asked(JobRequest request) {
        return "took in %s: %s, for %s%s"
                .formatted(
                        request.source().uri(),
                        request.recipe(),
                        request.destination(),
                        Optional.ofNullable(request.correlation())
                                .map(event -> event.id() == null
                                        ? ", dropped as version " + shortened(String.valueOf(event.version()))
                                        : ", asked for by event %s of %s".formatted(event.id(), event.source()))
                                .orElse(""));
    }

    private static String planned(Manifest manifest) {
        return "planned %dx%d pixels: %s in %s, by %s"
                .formatted(
                        manifest.image().width(),
                        manifest.image().height(),
                        counted(manifest.grid().count(), "tile"),
                        counted(manifest.shards(), "shard"),
                        manifest.steps().isEmpty()
                                ? "interpolation"
                                : manifest.steps().stream()
                                        .map(step -> step.model())
                                        .collect(Collectors.joining(", ")));
    }

    private static String counted(int count, String what) {
        return count == 1 ? "1 " + what : "%d %ss".formatted(count, what);
    }

    /// Shortens a version: the beginning of a hash identifies it.
    private static String shortened(String version) {
        return version.length() <= VERSION_SHOWN ? version : version.substring(0, VERSION_SHOWN) + "…";
    }

    private static String engines(Inferred inferred) {
        return Stream.concat(inferred.fingerprints().stream(), inferred.warnings().stream())
                .collect(Collectors.joining("; "));
    }

    private static String machine(String claim) {
        var name = claim.substring(claim.lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.'));
    }

    private String text(String key) {
        try {
            return new String(objects.work().readAll(key), StandardCharsets.UTF_8).strip();
        } catch (NoSuchObject gone) {
            return "";
        }
    }
}
