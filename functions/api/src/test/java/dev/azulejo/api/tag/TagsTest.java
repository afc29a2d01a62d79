package dev.azulejo.api.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Conditions as RFC 9110 has them, 13.1.1 and 13.1.2.
class TagsTest {
    private static final String TAG = "\"a\"";

    private final Tags tags = new Tags(new ObjectMapper());

    @Test
    void ifMatchComparesStrongly() {
        assertThat(Tags.matches(null, TAG)).isTrue();
        assertThat(Tags.matches("*", TAG)).isTrue();
        assertThat(Tags.matches("\"b\", \"a\"", TAG)).isTrue();
        assertThat(Tags.matches("\"a-gzip\"", TAG)).isTrue();
        assertThat(Tags.matches("W/\"a\"", TAG)).isFalse();
        assertThat(Tags.matches("\"b\"", TAG)).isFalse();
        assertThat(Tags.matches("", TAG)).isFalse();
    }

    @Test
    void ifNoneMatchComparesWeakly() {
        assertThat(Tags.isAmong(null, TAG)).isFalse();
        assertThat(Tags.isAmong("W/\"a\"", TAG)).isTrue();
        assertThat(Tags.isAmong("*", TAG)).isTrue();
        assertThat(Tags.isAmong("\"b\"", TAG)).isFalse();
    }

    @Test
    void nothingIsDoneToWhatHasChanged() {
        var looks = new AtomicInteger();
        tags.require(null, looks::incrementAndGet);
        assertThat(looks).as("nobody looks without a condition").hasValue(0);
        tags.require(tags.of("x"), () -> "x");
        assertThatThrownBy(() -> tags.require(tags.of("x"), () -> "y"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(412));
        assertThatThrownBy(() -> tags.require("*", () -> {
                    throw Kind.GONE.exception("gone");
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(412));
    }
}
