package dev.azulejo.simulator.invariant;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.Output;
import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.image.Pictures;
import dev.azulejo.simulator.place.PlaceView;
import dev.azulejo.simulator.place.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is made, what is shown, and what is said beside it.
final class ResultRules {
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
                        .filter(picture -> !Pictures.isResult(picture.number(), history.rowsPerStrip(), write.bytes()))
                        .map(picture -> "%s by %s are not those of image %d"
                                .formatted(PlaceView.brief(write.key()), write.by(), picture.number())));
    }

    // ---- at the end, for each source

    /// What there is of one source.
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
            return version.flatMap(its -> Optional.ofNullable(jobs.get(its)));
        }

        Optional<Outcome> outcome(Optional<String> version) {
            return job(version).flatMap(history.truth()::outcome);
        }

        /// Where the results of the newest lie.
        Stream<String> results() {
            return job(newest).flatMap(history.truth()::request).stream()
                    .flatMap(request -> request.outputs().stream())
                    .map(Output::destination)
                    .map(uri -> uri.key());
        }

        Optional<Provenance> there(String result) {
            return history.outbox().shelf().stat(result).flatMap(Provenance::of);
        }

        Optional<Provenance> report() {
            return there(key + ".error.json");
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

    static Stream<String> resultGone(History history, Circumstances its) {
        return sources(history)
                .flatMap(source -> source.results()
                        .filter(result -> source.there(result).isEmpty())
                        .map(result -> "%s of %s"
                                .formatted(result, source.job(source.newest).orElseThrow())));
    }

    /// The version that is shown in place of the newest that succeeded, if another one is.
    private static Stream<String> others(Source source) {
        return source.results()
                .flatMap(result -> source.there(result).stream())
                .map(there -> source.history.version(new JobId(there.job())).orElse("a version unknown"))
                .filter(version -> !version.equals(source.newest.orElseThrow()))
                .distinct();
    }

    static Stream<String> oldHidesNew(History history, Circumstances its) {
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

    static Stream<String> shownWithoutSuccess(History history, Circumstances its) {
        return its.redrives() > 0
                ? Stream.empty()
                : sources(history)
                        .flatMap(source -> others(source)
                                .filter(other -> source.versions.indexOf(other)
                                        > source.versions.indexOf(source.newest.orElseThrow()))
                                .map("%s is shown, its outcome is not succeeded"::formatted));
    }

    static Stream<String> newestSuperseded(History history, Circumstances its) {
        return sources(history)
                .filter(source -> source.outcome(source.current).orElse(null) instanceof Outcome.Succeeded succeeded
                        && succeeded.superseded())
                .map(source -> "%s of the current version"
                        .formatted(source.job(source.current).orElseThrow()));
    }

    static Stream<String> reportMissing(History history, Circumstances its) {
        return sources(history)
                .filter(source -> source.job(source.current).isPresent()
                        && !its.hasLetter(source.job(source.current).get().text()))
                .filter(source -> source.outcome(source.current)
                        .filter(outcome -> outcome instanceof Outcome.Failed || outcome instanceof Outcome.Rejected)
                        .isPresent())
                .filter(source -> source.report().isEmpty())
                .map(source -> source.job(source.current).orElseThrow().text());
    }

    static Stream<String> reportLeft(History history, Circumstances its) {
        return sources(history)
                .filter(source -> source.job(source.current).isPresent()
                        && !its.hasLetter(source.job(source.current).get().text()))
                .filter(source -> source.outcome(source.current).orElse(null) instanceof Outcome.Succeeded succeeded
                        && !succeeded.superseded())
                .flatMap(source -> source.report().stream()
                        .map(report -> "of %s beside the result of %s"
                                .formatted(
                                        report.job(), source.job(source.current).orElseThrow())));
    }
}
