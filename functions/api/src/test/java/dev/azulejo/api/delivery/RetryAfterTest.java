package dev.azulejo.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.delivery.Transport.Answered;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private final Post post = new Post();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-99999999999999999999",
                "soon",
                "",
                "1e9",
                "Fri, 99 Foo 2026 00:00:00 GMT",
                "1, 2",
                "\u0661"
            })
    void whatNobodyCanMeanByRetryAfterSaysNothing(String text) {
        post.receiver = () -> new Answered(429, Optional.of(text));
        assertThat(firstPause()).isEqualTo(Pauses.TABLE.getFirst());
    }

    /// A year, a year of our own time, more than a number holds, and beyond what a clock has.
    @ParameterizedTest
    @ValueSource(strings = {"31536000", "9999999999", "Sat, 27 Nov 2027 12:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void nobodyIsWaitedForLongerThanADay(String text) {
        post.receiver = () -> new Answered(429, Optional.of(text));
        assertThat(firstPause()).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"600", " 600 ", "Fri, 27 Nov 2026 12:10:00 GMT"})
    void aReceiverMayAskForALongerPause(String text) {
        post.receiver = () -> new Answered(503, Optional.of(text));
        assertThat(firstPause()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "Fri, 27 Nov 2026 12:00:01 GMT", "Fri, 27 Nov 2020 12:00:00 GMT"})
    void butNotForAShorterOne(String text) {
        post.receiver = () -> new Answered(503, Optional.of(text));
        assertThat(firstPause()).isEqualTo(Pauses.TABLE.getFirst());
    }

    private Duration firstPause() {
        return Duration.between(
                post.now, post.deliveries.attempt(post.recorded()).orElseThrow());
    }
}
