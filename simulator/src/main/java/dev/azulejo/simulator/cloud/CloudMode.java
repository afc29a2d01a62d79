package dev.azulejo.simulator.cloud;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What may happen in a run in the cloud.
///
/// @param faults greatest number of them
/// @param sources how many files people put
/// @param versions greatest number of versions of each
/// @param redrives who tries ended jobs again
/// @param chances what else may happen
public record CloudMode(String name, int faults, int sources, int versions, Redrives redrives, Set<Chance> chances) {
    /// Who tries jobs again.
    public enum Redrives {
        NEVER,
        /// An operator, once nothing else happens any more.
        QUIET,
        /// An operator, once nothing else happens any more, more than ten times.
        STUBBORN,
        /// An operator, as soon as a job has ended.
        ONE,
        /// Two operators at once.
        TWO,
        /// An operator who does not check whether the job has ended.
        RUDE;

        boolean isQuiet() {
            return this == QUIET || this == STUBBORN;
        }
    }

    /// One thing that may happen beside faults.
    public enum Chance {
        /// Events are delivered more than once.
        DUPLICATES,
        /// People delete sources.
        DELETES,
        /// Every second version has the bytes of the version before last, and is put later.
        PUT_BACK,
        /// Times have any precision, instead of whole seconds.
        FINE_TIMES,
        /// Events of S3 have sequencers of unequal length, or none.
        ODD_SEQUENCERS,
        /// People cancel jobs.
        CANCELS,
        /// People who cancel jobs also stop their executions.
        STOPS,
        /// A newer build is deployed during the run.
        BUILDS,
        /// The recipe of some sources looks at their pixels, and each build sees something different.
        LOOKS,
        /// Strangers put files of their own where results go.
        STRANGERS,
        /// The bucket's lifecycle rule drops old objects, also those of jobs that were begun again just
        /// before.
        LIFECYCLE
    }

    public CloudMode {
        chances = Set.copyOf(chances);
    }

    public static final List<CloudMode> ALL = List.of(
            named("calm", 0),
            named("calm-dups", 0, Chance.DUPLICATES),
            named("base", 6, Chance.DUPLICATES),
            named("versions", 4, Chance.DUPLICATES, Chance.DELETES).changing(2, 3),
            named("versions-fine", 4, Chance.DUPLICATES, Chance.DELETES, Chance.FINE_TIMES)
                    .changing(1, 3),
            named("versions-odd", 4, Chance.DUPLICATES, Chance.DELETES, Chance.FINE_TIMES, Chance.ODD_SEQUENCERS)
                    .changing(1, 3),
            named("again", 3, Chance.DUPLICATES, Chance.DELETES, Chance.PUT_BACK)
                    .changing(1, 3),
            named("cancel", 5, Chance.DUPLICATES, Chance.DELETES, Chance.CANCELS, Chance.STOPS)
                    .changing(1, 2),
            named("builds", 3, Chance.DUPLICATES, Chance.BUILDS),
            named("strangers", 4, Chance.DUPLICATES, Chance.STRANGERS),
            named("looks", 6, Chance.DUPLICATES, Chance.LOOKS, Chance.BUILDS, Chance.CANCELS)
                    .redriven(Redrives.ONE),
            named("looks-quiet", 6, Chance.DUPLICATES, Chance.LOOKS, Chance.BUILDS)
                    .redriven(Redrives.QUIET),
            named("quiet", 4, Chance.DUPLICATES, Chance.CANCELS, Chance.STOPS).redriven(Redrives.QUIET),
            named("stubborn", 2, Chance.DUPLICATES).redriven(Redrives.STUBBORN),
            named("last-day", 4, Chance.DUPLICATES, Chance.LIFECYCLE).redriven(Redrives.QUIET),
            named("redrive", 4, Chance.DUPLICATES, Chance.CANCELS, Chance.STOPS).redriven(Redrives.ONE),
            named("redrive-nofault", 0, Chance.DUPLICATES, Chance.CANCELS).redriven(Redrives.ONE),
            named("two", 3, Chance.DUPLICATES, Chance.CANCELS).redriven(Redrives.TWO),
            named("rude", 3, Chance.DUPLICATES, Chance.CANCELS).redriven(Redrives.RUDE),
            named(
                            "everything",
                            6,
                            Chance.DUPLICATES,
                            Chance.DELETES,
                            Chance.CANCELS,
                            Chance.STOPS,
                            Chance.BUILDS,
                            Chance.LOOKS)
                    .changing(2, 3)
                    .redriven(Redrives.ONE));

    private static CloudMode named(String name, int faults, Chance... chances) {
        var all = EnumSet.noneOf(Chance.class);
        all.addAll(List.of(chances));
        return new CloudMode(name, faults, 1, 1, Redrives.NEVER, all);
    }

    private CloudMode changing(int files, int most) {
        return new CloudMode(name, faults, files, most, redrives, chances);
    }

    private CloudMode redriven(Redrives by) {
        return new CloudMode(name, faults, sources, versions, by, chances);
    }

    boolean may(Chance chance) {
        return chances.contains(chance);
    }
}
