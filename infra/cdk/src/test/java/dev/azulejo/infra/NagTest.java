package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

@SuppressWarnings("deprecation") // the type of a message has moved; Annotations still answers the old one
class NagTest {
    @Test
    void nothingIsFoundThatHasNoReason() {
        var annotations = Synthesized.CLOUD.annotations();
        var anything = Match.stringLikeRegexp("AwsSolutions.*|CdkNag.*");

        assertThat(annotations.findError("*", anything))
                .map(found -> found.getId() + ": " + found.getEntry().getData())
                .isEmpty();
        assertThat(annotations.findWarning("*", Match.anyValue()))
                .map(found -> found.getId() + ": " + found.getEntry().getData())
                .isEmpty();
    }
}
