package dev.azulejo.api.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// Two functions sign with credentials of their own, and so does one that has got new ones.
    @ParameterizedTest
    @ValueSource(strings = {"https://host/a/b.png?", "/v1/jobs/x/events?link="})
    void whoSignsALinkChangesNothing(String link) {
        var before = tags.of(Map.of("url", link + "X-Amz-Signature=1", "status", "running"));
        var now = Map.of("url", link + "X-Amz-Signature=2", "status", "running");
        assertThat(Tags.isAmong(before, tags.of(now))).as("the bytes").isFalse();
        tags.require(before, () -> now);
        tags.require(Tags.compressed(before), () -> now);
        for (var changed : List.of(
                Map.of("url", link + "X-Amz-Signature=2", "status", "ended"),
                Map.of("url", link.replace("?", ".other?") + "X-Amz-Signature=1", "status", "running"),
                Map.of("url", "https://host/a/b.png?version=2", "status", "running"))) {
            assertThatThrownBy(() -> tags.require(before, () -> changed)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> tags.require("W/" + before, () -> now)).isInstanceOf(ProblemException.class);
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
