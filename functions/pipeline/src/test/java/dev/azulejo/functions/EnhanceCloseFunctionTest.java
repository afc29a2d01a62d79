package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FunctionProfile.EnhanceClose.class)
class EnhanceCloseFunctionTest {
    @Test
    void theHandlerIsTheOneThatTheEnvironmentNames() throws Exception {
        var answer = EventServer.post("{\"job\": \"0123456789abcdef01234567\", \"attempt\": 0}");

        assertThat(answer.path("errorType").textValue()).isEqualTo("dev.azulejo.core.failure.PermanentFailure");
        assertThat(answer.path("errorMessage").textValue())
                .isEqualTo("jobs/0123456789abcdef01234567/attempts/0/manifest.json is missing");
    }
}
