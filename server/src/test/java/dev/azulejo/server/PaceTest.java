package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.JobId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    private static JobId job(int number) {
        return new JobId("%024x".formatted(number));
    }

    @Test
    void whatOthersDoIsNoChangeOfAJob() {
        pace.changed(job(1));
        long seen = pace.changes(job(1));
        pace.changed(job(2));
        assertThat(pace.changes(job(1))).isEqualTo(seen);
        pace.changed(job(1));
        assertThat(pace.changes(job(1))).isGreaterThan(seen);
    }

    /// A server runs for months; whoever still watches an old job misses nothing.
    @Test
    void oldJobsAreForgottenAndTheirChangesStillSeen() {
        pace.changed(job(0));
        long first = pace.changes(job(0));
        IntStream.rangeClosed(1, 3 * Pace.MOST_KNOWN).forEach(number -> pace.changed(job(number)));
        long forgotten = pace.changes(job(0));
        assertThat(forgotten).isGreaterThan(first).isEqualTo(pace.changes(job(1)));
        pace.changed(job(0));
        assertThat(pace.changes(job(0))).isGreaterThan(forgotten);
    }
}
