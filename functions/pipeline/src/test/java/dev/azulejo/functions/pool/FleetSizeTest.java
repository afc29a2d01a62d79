package dev.azulejo.functions.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many workers are started, case by case: a worker for each 600 seconds of work, at most 8.
class FleetSizeTest {
    private static final FleetSize SIZE = new FleetSize(Duration.ofMinutes(10), 8);

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # what there is,                      backlog s, coming, running, own, failed minutes ago, to start
            nothing to do,                               0,      0,       0,   0,    ,   0
            a second of work,                            1,      0,       0,   0,    ,   1
            one worker's work,                         600,      0,       0,   0,    ,   1
            a little more,                             601,      0,       0,   0,    ,   2
            much,                                     3000,      0,       0,   0,    ,   5
            more than the cap,                      100000,      0,       0,   0,    ,   8
            the same and some on their way,         100000,      3,       0,   0,    ,   5
            the same and some that run,             100000,      1,       6,   0,    ,   1
            all that may be,                        100000,      4,       4,   0,    ,   0
            more than may be,                       100000,      9,       9,   0,    ,   0
            enough on their way,                       700,      2,       0,   0,    ,   0
            enough that run,                           700,      0,       2,   0,    ,   0
            one that runs and hardly any work,           1,      0,       1,   0,    ,   0
            an own GPU does it,                        600,      0,       0,   1,    ,   0
            an own GPU does a part,                   3000,      0,       0,   1,    ,   4
            an own CPU does a tenth,                   600,      0,       0, 0.1,    ,   1
            own machines do more,                     3000,      0,       0,  20,    ,   0
            own machines beside running ones,         3000,      0,       2,   1,    ,   2
            the last one failed now,                  3000,      0,       0,   0,   0,   0
            the last one failed a while ago,          3000,      0,       0,   0,  14,   0
            one is tried again,                       3000,      0,       0,   0,  15,   1
            one is being tried,                       3000,      1,       0,   0,  20,   0
            one failed and others run,                3000,      0,       2,   0,  20,   1
            one failed and nothing is to do,             0,      0,       0,   0,  60,   0
            """)
    void startsWhatIsMissing(
            String what,
            double backlog,
            int coming,
            int running,
            double own,
            @Nullable Long failedMinutesAgo,
            int toStart) {
        var failed = Optional.ofNullable(failedMinutesAgo).map(Duration::ofMinutes);
        assertThat(SIZE.toStart(new Fleet(backlog, coming, running, own, failed)))
                .as(what)
                .isEqualTo(toStart);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FleetSize(Duration.ofMillis(1), 8));
        assertThatIllegalArgumentException().isThrownBy(() -> new FleetSize(Duration.ofMinutes(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fleet(-1, 0, 0, 0, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fleet(Double.NaN, 0, 0, 0, Optional.empty()));
    }
}
