package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FunctionProfile.Intake.class)
class IntakeFunctionTest {
    @Test
    void aPhotographBecomesAJob() throws Exception {
        MemoryWiring.INBOX.put("photo-x2/a.png", TestPhotos.photo("png", 30, 30));
        var version = MemoryWiring.INBOX.version("photo-x2/a.png");

        var answer = EventServer.post(TestEvents.created(TestEvents.INBOX, "photo-x2/a.png", version, 900)
                .toString());

        var job = answer.path("job").textValue();
        assertThat(MemoryWiring.WORK.exists("jobs/%s/request.json".formatted(job)))
                .as(answer.toString())
                .isTrue();
    }

    @Test
    void aMalformedEventIsAFailureByName() throws Exception {
        var answer = EventServer.post("{\"detail-type\": \"Object Created\", \"source\": \"aws.s3\"}");

        assertThat(answer.path("errorType").textValue()).isEqualTo("dev.azulejo.core.failure.PermanentFailure");
        assertThat(answer.path("errorMessage").textValue()).contains("event at $.detail");
    }
}
