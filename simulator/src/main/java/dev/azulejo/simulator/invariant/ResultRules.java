package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.place.PlaceView;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.schedule.SimProcess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rules on results: what is made, what is shown, and what is reported beside it.
final class ResultRules {
    private static final String REPORT = ".error.json";

    private ResultRules() {}

    static Stream<String> emptyStageObject(History history, Write write) {
        return write
                .file()
                .filter(file -> file.kind() == JobFile.Kind.STAGE && write.bytes().length == 0)
                .map(file -> "%s of %s by %s".formatted(file.name(), file.job(), write.by()))
                .stream();
    }

    static Stream<String> workAfterTheEnd(History history, Write write) {
        return write
                .file()
                .filter(file -> file.kind() == JobFile.Kind.STAGE || file.kind() == JobFile.Kind.PIXELS)
                .filter(file -> history.endedWithoutResult(file.job())
                        .filter(ended -> write.by().begun() > ended)
                        .isPresent())
                .map(file -> "%s writes %s, though it was decided before"
                        .formatted(write.by(), PlaceView.brief(write.key())))
                .stream();
    }

    static Stream<String> wrongBytes(History history, Write write) {
        return history.resultOf(write).stream()
                .flatMap(job -> history.version(job).flatMap(history::picture).stream()
                        .filter(picture -> !history.isResult(job, picture, write.bytes()))
                        .map(picture -> "%s by %s are not those of image %d"
                                .formatted(PlaceView.brief(write.key()), write.by(), picture.number())));
    }

    /// Finds plans that saw another picture than the attempt before. That is the last attempt that had a
    /// manifest when this one's work began; a slow process may write one after that.
    static Stream<String> lookedAnew(History history, Write write) {
        return write.file().filter(file -> file.name().endsWith("/manifest.json")).stream()
                .flatMap(file -> file.attempt().stream())
                .flatMap(attempt -> before(history, attempt, write.by().begun()).stream()
                        .flatMap(earlier -> history.truth().manifest(earlier).stream())
                        .filter(earlier -> !History.seen(earlier)
                                .equals(History.seen(history.truth().decodeManifest(write.bytes()))))
                        .map(earlier -> "%s of %s by %s saw another picture than an attempt before it"
                                .formatted(PlaceView.brief(write.key()), attempt, write.by())));
    }

    private static Optional<Attempt> before(History history, Attempt attempt, long begun) {
        return IntStream.iterate(attempt.number() - 1, number -> number >= 0, number -> number - 1)
                .mapToObj(number -> new Attempt(attempt.job(), number))
                .filter(earlier -> history.written(
                                "jobs/%s/attempts/%d/manifest.json".formatted(earlier.job(), earlier.number()))
                        .filter(written -> written < begun)
                        .isPresent())
                .findFirst();
    }

    /// Finds users who were told of a failure before its report was written. It need not be where a newer
    /// version or attempt has something to say, or after a fault of the process.
    static Stream<String> toldBeforeReport(History history, Outcome outcome, SimProcess by) {
        boolean isSaid = outcome instanceof Outcome.Failed || outcome instanceof Outcome.Rejected;
        var source = outcome.source();
        var inbox = history.inbox().shelf();
        boolean isCurrent = inbox.stat(source.uri().key())
                .filter(_ -> inbox.version(source.uri().key()).equals(source.version()))
                .isPresent();
        boolean isNewest = history.truth().newest(outcome.job()).equals(Optional.of(outcome.ofAttempt()));
        boolean isThere =
                history.outbox().shelf().stat(source.uri().key() + REPORT).isPresent();
        return isSaid && isCurrent && isNewest && !isThere && !by.hasSuffered()
                ? Stream.of("%s tells that %s was %s".formatted(by, outcome.ofAttempt(), JobTruth.kind(outcome)))
                : Stream.empty();
    }

    // ---- at the end, for each source

    /// The jobs and versions of one source.
    ///
    /// @param jobs by version
    /// @param newest the newest version whose job says that its results are there
    /// @param current the version that lies in the inbox now
    private record Source(
            History history,
            Map<String, JobId> jobs,
            String key,
            List<String> versions,
            Optional<String> newest,
            Optional<String> current) {
        Optional<JobId> job(Optional<String> version) {
            return version.flatMap(hash -> Optional.ofNullable(jobs.get(hash)));
        }

        Optional<Outcome> outcome(Optional<String> version) {
            return job(version).flatMap(history.truth()::outcome);
        }

        /// The places of the results of the newest version.
        Stream<String> results() {
            return outcome(newest).stream()
                    .flatMap(outcome -> outcome instanceof Outcome.Succeeded circumstances
                            ? circumstances.results().stream()
                            : Stream.empty())
                    .map(result -> result.uri().key());
        }

        /// The job that made the object at that place.
        Optional<JobId> there(String result) {
            return history.outbox().shelf().stat(result).flatMap(History::maker);
        }

        Optional<JobId> report() {
            return there(key + REPORT);
        }
    }

    private static Stream<Source> sources(History history) {
        var byVersion = history.jobsByVersion();
        return history.pictures().stream().map(History.Picture::key).distinct().map(key -> {
            var versions = history.pictures().stream()
                    .filter(picture -> picture.key().equals(key))
                    .map(History.Picture::version)
                    .toList();
            var newest = versions.stream()
                    .filter(version -> Optional.ofNullable(byVersion.get(version))
                                            .flatMap(history.truth()::outcome)
                                            .orElse(null)
                                    instanceof Outcome.Succeeded succeeded
                            && !succeeded.superseded())
                    .reduce((_, later) -> later);
            var shelf = history.inbox().shelf();
            var current = shelf.stat(key).map(_ -> shelf.version(key));
            return new Source(history, byVersion, key, versions, newest, current);
        });
    }

    static Stream<String> resultLeftOut(History history, Circumstances circumstances) {
        return history.jobs().stream()
                .flatMap(job -> history.truth().outcome(job).stream())
                .flatMap(outcome -> outcome instanceof Outcome.Succeeded succeeded && !succeeded.superseded()
                        ? leftOut(history, succeeded)
                        : Stream.empty());
    }

    private static Stream<String> leftOut(History history, Outcome.Succeeded outcome) {
        var named = outcome.results().stream().map(result -> result.uri().key()).toList();
        return history.truth().request(outcome.job()).stream()
                .flatMap(request -> request.outputs().stream())
                .map(output -> output.destination().key())
                .filter(key -> !named.contains(key) && !history.isForeign(key))
                .map(key -> "%s of %s".formatted(key, outcome.ofAttempt()));
    }

    static Stream<String> resultGone(History history, Circumstances circumstances) {
        return sources(history)
                .flatMap(source -> source.results()
                        .filter(result -> source.there(result).isEmpty())
                        .map(result -> "%s of %s"
                                .formatted(result, source.job(source.newest).orElseThrow())));
    }

    /// The version that is shown in place of the newest one that succeeded, if there is another.
    private static Stream<String> others(Source source) {
        return source.results()
                .flatMap(result -> source.there(result).stream())
                .map(there -> source.history.version(there).orElse("a version unknown"))
                .filter(version -> !version.equals(source.newest.orElseThrow()))
                .distinct();
    }

    static Stream<String> oldHidesNew(History history, Circumstances circumstances) {
        return sources(history)
                .flatMap(source -> others(source)
                        .filter(other ->
                                source.versions.indexOf(other) < source.versions.indexOf(source.newest.orElseThrow()))
                        .map(other -> "%s is shown, %s is newer and succeeded%s"
                                .formatted(
                                        other,
                                        source.newest.orElseThrow(),
                                        source.current.isEmpty() ? "; the source is gone" : "")));
    }

    static Stream<String> shownWithoutSuccess(History history, Circumstances circumstances) {
        return circumstances.redrives() > 0
                ? Stream.empty()
                : sources(history)
                        .flatMap(source -> others(source)
                                .filter(other -> source.versions.indexOf(other)
                                        > source.versions.indexOf(source.newest.orElseThrow()))
                                .map("%s is shown, its outcome is not succeeded"::formatted));
    }

    static Stream<String> newestSuperseded(History history, Circumstances circumstances) {
        return sources(history)
                .filter(source -> source.outcome(source.current).orElse(null) instanceof Outcome.Succeeded succeeded
                        && succeeded.superseded())
                .map(source -> "%s of the current version"
                        .formatted(source.job(source.current).orElseThrow()));
    }

    static Stream<String> reportMissing(History history, Circumstances circumstances) {
        return sources(history)
                .filter(source -> source.job(source.current).isPresent()
                        && !circumstances.hasLetter(
                                source.job(source.current).get().text()))
                .filter(source -> source.outcome(source.current)
                        .filter(outcome -> outcome instanceof Outcome.Failed || outcome instanceof Outcome.Rejected)
                        .isPresent())
                .filter(source -> source.report().isEmpty())
                .map(source -> source.job(source.current).orElseThrow().text());
    }

    static Stream<String> reportLeft(History history, Circumstances circumstances) {
        return sources(history)
                .filter(source -> source.job(source.current).isPresent()
                        && !circumstances.hasLetter(
                                source.job(source.current).get().text()))
                .filter(source -> source.outcome(source.current).orElse(null) instanceof Outcome.Succeeded succeeded
                        && !succeeded.superseded())
                .flatMap(source -> source.report().stream()
                        .map(report -> "of %s beside the result of %s"
                                .formatted(report, source.job(source.current).orElseThrow())));
    }
}
