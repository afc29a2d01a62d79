package dev.azulejo.simulator.cloud;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What may happen in the cloud.
///
/// @param faults most of them
/// @param sources how many files people put
/// @param versions most versions of each
/// @param redrives who tries ended jobs again
/// @param chances what else may happen
public record CloudMode(String name, int faults, int sources, int versions, Redrives redrives, Set<Chance> chances) {
    /// Who tries jobs again.
    public enum Redrives {
        NOBODY,
        /// Somebody, once nothing happens any more.
        QUIET,
        /// The same, more than ten times.
        STUBBORN,
        /// Somebody, as soon as a job has ended.
        ONE,
        /// Two people at once.
        TWO,
        /// Somebody who does not look whether it has ended.
        RUDE;

        boolean isQuiet() {
            return this == QUIET || this == STUBBORN;
        }
    }

    /// What may happen.
    public enum Chance {
        /// Events come more than once.
        DUPLICATES,
        /// People delete sources.
        DELETES,
        /// Each second version is as the one before the last was, and comes after it.
        PUT_BACK,
        /// Times are of any precision, not whole seconds.
        FINE_TIMES,
        /// Events of S3 have sequencers of unequal length, or none.
        ODD_SEQUENCERS,
        /// People cancel jobs.
        CANCELS,
        /// They stop executions with that.
        STOPS,
        /// A newer build is deployed under way.
        BUILDS,
        /// The recipe of some sources looks at their pixels, and each build sees something else.
        LOOKS,
        /// Somebody puts files of their own where results go.
        STRANGERS,
        /// What is old is dropped, of jobs that were begun again just before, too.
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
        return new CloudMode(name, faults, 1, 1, Redrives.NOBODY, all);
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
