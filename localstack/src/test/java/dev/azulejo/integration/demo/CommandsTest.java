package dev.azulejo.integration.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4566");

    @Test
    void aResultIsFetchedUnderANameThatDoesNotHideThePhotograph() {
        var commands = new Commands(ENDPOINT, "in", "out", false);
        assertThat(commands.fetch("auto/sea side/it's a+b.jpg"))
                .isEqualTo(
                        "curl -f -o 'it'\\''s a+b-enhanced.jpg' http://127.0.0.1:4566/out/auto/sea%20side/it%27s%20a%2Bb.jpg");
        assertThat(commands.fetch("auto/beach")).startsWith("curl -f -o 'beach-enhanced' ");
    }

    @Test
    void theAwsCommandIsNamedWhereItIsThere() {
        assertThat(new Commands(ENDPOINT, "in", "out", false).introduction())
                .contains("curl -T docs/images/chelsea.png http://127.0.0.1:4566/in/auto/chelsea.png")
                .doesNotContain("aws ");
        assertThat(new Commands(ENDPOINT, "in", "out", true).introduction())
                .contains("aws s3 cp docs/images/chelsea.png s3://in/auto/chelsea.png")
                .contains("export AWS_ENDPOINT_URL=http://127.0.0.1:4566 ");
    }
}
