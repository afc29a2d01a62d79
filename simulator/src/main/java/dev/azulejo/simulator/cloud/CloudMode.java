package dev.azulejo.simulator.cloud;

import java.util.List;

/// What may happen in the cloud.
///
/// @param sources how many files people put
/// @param versions most versions of each
/// @param deletes whether people delete sources
/// @param putBack whether each second version is as the one before the last was, and comes after it
/// @param cancels whether they cancel jobs
/// @param stops whether they stop executions with that
/// @param coarse whether times are whole seconds
/// @param redrives who tries ended jobs again
/// @param builds whether a newer build is deployed under way
/// @param faults most of them
/// @param duplicates whether events come more than once
public record CloudMode(
        String name,
        int sources,
        int versions,
        boolean deletes,
        boolean putBack,
        boolean cancels,
        boolean stops,
        boolean coarse,
        Redrives redrives,
        boolean builds,
        int faults,
        boolean duplicates) {
    /// Who tries jobs again.
    public enum Redrives {
        NOBODY,
        /// Somebody, once nothing happens any more.
        QUIET,
        /// Somebody, as soon as a job has ended.
        ONE,
        /// Two people at once.
        TWO,
        /// Somebody who does not look whether it has ended.
        RUDE
    }

    public static final List<CloudMode> ALL = List.of(
            named("calm").with(0, false),
            named("calm-dups").with(0, true),
            named("base").with(6, true),
            named("versions").changing(2, 3).with(4, true),
            named("versions-fine").changing(1, 3).fine().with(4, true),
            named("again").changing(1, 3).puttingBack().with(3, true),
            named("cancel").changing(1, 2).cancelling(true).with(5, true),
            named("builds").ofTwoBuilds().with(3, true),
            named("quiet").cancelling(true).redriven(Redrives.QUIET).with(4, true),
            named("redrive").cancelling(true).redriven(Redrives.ONE).with(4, true),
            named("redrive-nofault").cancelling(false).redriven(Redrives.ONE).with(0, true),
            named("two").cancelling(false).redriven(Redrives.TWO).with(3, true),
            named("rude").cancelling(false).redriven(Redrives.RUDE).with(3, true),
            named("everything")
                    .changing(2, 3)
                    .cancelling(true)
                    .redriven(Redrives.ONE)
                    .ofTwoBuilds()
                    .with(6, true));

    private static CloudMode named(String name) {
        return new CloudMode(name, 1, 1, false, false, false, false, true, Redrives.NOBODY, false, 0, false);
    }

    private CloudMode with(int most, boolean repeated) {
        return new CloudMode(
                name, sources, versions, deletes, putBack, cancels, stops, coarse, redrives, builds, most, repeated);
    }

    private CloudMode changing(int files, int most) {
        return new CloudMode(
                name, files, most, true, putBack, cancels, stops, coarse, redrives, builds, faults, duplicates);
    }

    private CloudMode fine() {
        return new CloudMode(
                name, sources, versions, deletes, putBack, cancels, stops, false, redrives, builds, faults, duplicates);
    }

    private CloudMode puttingBack() {
        return new CloudMode(
                name, sources, versions, deletes, true, cancels, stops, coarse, redrives, builds, faults, duplicates);
    }

    private CloudMode cancelling(boolean stopping) {
        return new CloudMode(
                name,
                sources,
                versions,
                deletes,
                putBack,
                true,
                stopping,
                coarse,
                redrives,
                builds,
                faults,
                duplicates);
    }

    private CloudMode redriven(Redrives by) {
        return new CloudMode(
                name, sources, versions, deletes, putBack, cancels, stops, coarse, by, builds, faults, duplicates);
    }

    private CloudMode ofTwoBuilds() {
        return new CloudMode(
                name, sources, versions, deletes, putBack, cancels, stops, coarse, redrives, true, faults, duplicates);
    }
}
