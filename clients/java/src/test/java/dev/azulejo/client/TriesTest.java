package dev.azulejo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.client.Answer.No;
import dev.azulejo.client.ProblemException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Duration> pauses = new ArrayList<>();

    private Tries tries(int attempts, double chance) {
        return new Tries(new Patience(attempts, SECOND, SECOND.multipliedBy(5), SECOND), () -> chance, pauses::add);
    }

    private static No<String> no(int status, int retryAfterSeconds) {
        return new No<>(
                new Problem("about:blank", "", status, "no", List.of()),
                Optional.of(Duration.ofSeconds(retryAfterSeconds)).filter(its -> !its.isZero()));
    }

    @Test
    void pausesGrowUpToTheLongestAndThenItIsEnough() {
        var tries = tries(5, 0);
        for (int i = 0; i < 4; i++) {
            tries.broken(new IOException("reset"), true);
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L);
        assertThatThrownBy(() -> tries.broken(new IOException("reset"), true))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void chanceTakesUpToHalfOfAPauseAway() {
        tries(9, 0.5).broken(new IOException("reset"), true);
        tries(9, 1).broken(new IOException("reset"), true);
        assertThat(pauses).containsExactly(Duration.ofMillis(750), Duration.ofMillis(500));
    }

    @Test
    void whatFailedBeforeASuccessDoesNotCount() {
        var tries = tries(3, 0);
        for (int i = 0; i < 9; i++) {
            tries.broken(new IOException("reset"), true);
            tries.succeeded();
        }
        assertThat(pauses).containsOnly(SECOND);
    }

    @Test
    void nobodyComesBackBeforeTheServerWants() {
        tries(9, 0).refused(no(503, 3), false);
        assertThat(pauses).containsExactly(Duration.ofSeconds(3));
        assertThatThrownBy(() -> tries(9, 0).refused(no(503, 6), false)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "503, false, true", "429, false, true", "500, false, false", "500, true, true", "502, true, true",
        "504, false, false", "400, true, false", "404, true, false", "409, true, false", "422, true, false"
    })
    void onlyWhatMayHelpIsTriedAgain(int status, boolean isRepeatable, boolean again) {
        var tries = tries(9, 0);
        if (again) {
            tries.refused(no(status, 0), isRepeatable);
            assertThat(pauses).hasSize(1);
        } else {
            assertThatThrownBy(() -> tries.refused(no(status, 0), isRepeatable)).isInstanceOf(ProblemException.class);
        }
    }
}
