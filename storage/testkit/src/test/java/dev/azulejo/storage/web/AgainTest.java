package dev.azulejo.storage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is asked again, when, and as what.
class AgainTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Boolean> lost = new ArrayList<>();
    private final Again again =
            new Again("a", new Persistence(4, Duration.ofSeconds(1), Duration.ofMinutes(1), pauses::add));

    private static Busy busy(int status, String retryAfter) {
        return Busy.of("somebody", status, Optional.of(retryAfter));
    }

    /// Asks until all of `failures` have come.
    private String answer(IOException... failures) {
        return again.ask(isLost -> {
            lost.add(isLost);
            if (lost.size() <= failures.length) {
                throw failures[lost.size() - 1];
            }
            return "answer";
        });
    }

    @ParameterizedTest
    @CsvSource({
        "200, false", "400, false", "404, false", "408, true", "409, false", "412, false", "425, true", "429, true",
        "500, true", "501, false", "502, true", "503, true", "504, true", "505, false", "507, false", "508, false",
        "509, true", "520, true"
    })
    void someStatusesSayToComeAgain(int status, boolean isBusy) {
        assertThat(Busy.isBusy(status)).isEqualTo(isBusy);
    }

    @Test
    void pausesDoubleAndTheOtherSideMayAskForLongerOnes() {
        assertThat(answer(new IOException("broke off"), busy(503, "1"), busy(429, "30")))
                .isEqualTo("answer");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    @Test
    void aDateIsAsGoodAsSeconds() {
        var then = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(40).atOffset(ZoneOffset.UTC));
        assertThat(answer(busy(503, then))).isEqualTo("answer");
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-1", "Fri, 27 Nov 2020 12:00:00 GMT"})
    void whatSaysNothingIsTheUsualPause(String retryAfter) {
        assertThat(answer(busy(503, retryAfter))).isEqualTo("answer");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void nobodyIsWaitedForLongerThanTheLongest() {
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> answer(busy(503, "61")))
                .withMessageContaining("left alone for 61 s");
        assertThat(pauses).isEmpty();
    }

    @Test
    void attemptsEnd() {
        var lostAnswer = new IOException("broke off");
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> answer(lostAnswer, lostAnswer, lostAnswer, lostAnswer))
                .withMessage("broke off (after 4 of 4 attempts at a)")
                .withCause(lostAnswer);
        assertThat(pauses).hasSize(3);
    }

    /// Of a request that was refused nothing was done; of any other nobody knows.
    @Test
    void onlyALostAnswerBecomesAQuestion() {
        assertThat(answer(busy(429, "0"), busy(425, "0"), busy(500, "0"))).isEqualTo("answer");
        assertThat(lost).containsExactly(false, false, false, true);
    }

    @Test
    void soDoesOneThatBrokeOffWhateverCameAfter() {
        assertThat(answer(new IOException("broke off"), busy(429, "0"))).isEqualTo("answer");
        assertThat(lost).containsExactly(false, true, true);
    }

    private static final class Refused extends IOException implements Lasting {
        private static final long serialVersionUID = 1L;

        @Override
        public StorageFailure failure() {
            return new StorageDenied("refused", this);
        }
    }

    @Test
    void whatLastsIsNotTriedAgain() {
        assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> answer(new Refused()));
        assertThat(lost).hasSize(1);
    }

    private static String text(Again again) {
        return again.ask(_ -> "at once");
    }

    /// Where a service told one thread to wait, the others wait before they ask.
    @Test
    void aPauseIsThatOfAllWhoAskOneService() {
        var shared = new SharedPause();
        var persistence = new Persistence(4, Duration.ofSeconds(1), Duration.ofMinutes(1), pauses::add);
        new Again("a", persistence, shared).failed(busy(429, "30"));
        pauses.clear();
        assertThat(text(new Again("b", persistence, shared))).isEqualTo("at once");
        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30)));
        assertThat(text(new Again("c", persistence, new SharedPause()))).isEqualTo("at once");
        assertThat(pauses).hasSize(1);
    }

    /// A connection that broke says nothing about the service.
    @Test
    void aLostAnswerMakesNobodyElseWait() {
        var shared = new SharedPause();
        var persistence = new Persistence(4, Duration.ofSeconds(1), Duration.ofMinutes(1), pauses::add);
        new Again("a", persistence, shared).failed(new IOException("broke off"));
        pauses.clear();
        assertThat(text(new Again("b", persistence, shared))).isEqualTo("at once");
        assertThat(pauses).isEmpty();
    }

    @Test
    void chanceMakesAPauseUpToAHalfLongerAndNeverShorter() {
        var second = Duration.ofSeconds(1);
        assertThat(Persistence.spread(second, 0)).isEqualTo(second);
        assertThat(Persistence.spread(second, 0.5)).isEqualTo(Duration.ofMillis(1250));
        assertThat(Persistence.spread(second, 1)).isEqualTo(Duration.ofMillis(1500));
        assertThat(Persistence.spread(Duration.ofMinutes(5), 1)).isEqualTo(Duration.ofSeconds(310));
        assertThat(Persistence.spread(Duration.ZERO, 1)).isZero();
    }

    @Test
    void timeEnds() {
        var late = new Again(
                "a",
                new Persistence(9, Duration.ofSeconds(1), Duration.ofMinutes(1), pauses::add),
                Duration.ofMillis(1));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> late.ask(_ -> {
                    throw new IOException("broke off");
                }));
        assertThat(pauses).isEmpty();
    }
}
