package dev.azulejo.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.azulejo.cloud.Variable;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class OtherOriginsTest {
    /// The function would not start, and the API would be gone for all.
    @Test
    void anOriginMayBeSaidTwice() {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValue(
                        Variable.ALLOWED_ORIGINS.text(), "https://a.example,https://b.example,https://a.example")
                .build();
        assertThatCode(() -> new OtherOrigins(config)).doesNotThrowAnyException();
    }
}
