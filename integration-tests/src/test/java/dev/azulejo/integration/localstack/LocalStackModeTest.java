package dev.azulejo.integration.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.cloud.Variable;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LocalStackModeTest {
    private final Properties properties = new Properties();

    @Test
    void theEnvironmentWinsOverTheProperty() {
        properties.setProperty("localstack.mode", "docker");
        assertThat(LocalStackMode.chosen(Map.of("LOCALSTACK_MODE", "host"), properties))
                .isEqualTo(LocalStackMode.HOST);
        assertThat(LocalStackMode.chosen(Map.of(), properties)).isEqualTo(LocalStackMode.DOCKER);
    }

    @Test
    void withoutAChoiceTheMachineDecides() {
        assertThat(LocalStackMode.chosen(Map.of(), properties)).isEqualTo(LocalStackMode.AUTO);
        assertThat(LocalStackMode.chosen(Map.of("LOCALSTACK_MODE", ""), properties))
                .isEqualTo(LocalStackMode.AUTO);
    }

    @Test
    void anUnknownModeIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> LocalStackMode.chosen(Map.of("LOCALSTACK_MODE", "podman"), properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'podman', but can be auto, docker, host, external");
    }

    @Test
    void whoRunsLocalStackHimselfMustSayWhere() {
        assertThatThrownBy(() -> ExternalLocalStack.at(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Variable.ENDPOINT.text());
        assertThat(ExternalLocalStack.at(Map.of(Variable.ENDPOINT.text(), "http://127.0.0.1:4566"))
                        .endpoint())
                .hasPort(4566);
    }
}
