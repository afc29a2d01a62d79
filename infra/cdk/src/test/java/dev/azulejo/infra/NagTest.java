package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;

@SuppressWarnings("deprecation") // the type of a message has moved; Annotations still answers the old one
class NagTest {
    static Stream<Synthesized> profiles() {
        return Stream.of(Synthesized.CLOUD, Synthesized.DEV);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void nothingIsFoundThatHasNoReason(Synthesized profile) {
        var annotations = profile.annotations();
        var anything = Match.stringLikeRegexp("AwsSolutions.*|CdkNag.*");

        assertThat(annotations.findError("*", anything))
                .map(found -> found.getId() + ": " + found.getEntry().getData())
                .isEmpty();
        assertThat(annotations.findWarning("*", Match.anyValue()))
                .map(found -> found.getId() + ": " + found.getEntry().getData())
                .isEmpty();
    }
}
