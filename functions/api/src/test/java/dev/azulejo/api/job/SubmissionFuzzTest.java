package dev.azulejo.api.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.fuzz.FuzzContract;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// The body of a request for a job: it makes one, or says what is wrong with it.
class SubmissionFuzzTest extends FuzzContract {
    private static final Tenant ANA = new Tenant("ana");
    private static final String UPLOAD = "UPLOAD"; // stands for the id of one that is there
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"input\": {\"upload\": \"UPLOAD\"}, \"options\": {\"recipe\": \"resize\", \"percent\": 50}}",
                        "{\"input\": {\"upload\": \"UPLOAD\"}, \"options\": {\"recipe\": \"resize\", \"width\": 300, \"height\":"
                                + " 200, \"fit\": \"cover\", \"format\": \"webp\", \"quality\": 80, \"also\": [\"a2.png\"]}}",
                        "{\"input\": {\"url\": \"https://example.com/a.png\"}, \"options\": {\"scale\": 2.5}}",
                        "{\"input\": {\"upload\": \"u0\", \"url\": 7}, \"options\": {\"recipe\": \"\\u0000\", \"x\": {}}, \"y\": []}")
                .map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) throws IOException {
        var api = new InMemory();
        JsonNode body;
        try {
            body = JSON.readTree(new String(input, UTF_8).replace(UPLOAD, api.upload(ANA)));
        } catch (JsonProcessingException notJson) {
            return; // it never comes here
        }
        try {
            var job = api.jobs.submit(ANA, body, Optional.of("a key"));
            assertThat(api.jobs.get(ANA, job.id()).status()).isEqualTo(job.status());
        } catch (ProblemException refused) {
            assertThat(refused).message().isNotBlank();
        } catch (PermanentFailure noModel) {
            assertThat(noModel).hasMessageStartingWith("there is no model"); // in memory there is none
        }
    }
}
