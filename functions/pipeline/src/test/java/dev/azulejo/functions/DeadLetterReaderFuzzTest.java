package dev.azulejo.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

/// Messages of the queue of what was given up.
class DeadLetterReaderFuzzTest extends FuzzContract {
    private static final String OBJECT = "{\"detail-type\": \"Object Created\", \"source\": \"aws.s3\", \"detail\":"
            + " {\"bucket\": {\"name\": \"work\"}, \"object\": {\"key\":"
            + " \"jobs/0123456789abcdef01234567/attempts/0/start.json\"}}}";

    private final DeadLetterReader reader = new DeadLetterReader(new JacksonCodec(), "work");

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        OBJECT,
                        "{\"requestPayload\": " + OBJECT
                                + ", \"requestContext\": {\"condition\": \"RetriesExhausted\"}, \"responsePayload\":"
                                + " {\"errorType\": \"dev.azulejo.core.failure.TransientFailure\", \"errorMessage\": \"no\"}}",
                        "{\"source\": \"aws.states\", \"detail\": {\"stateMachineArn\": \"arn:a:b:c:d:e:x-enhance\","
                                + " \"status\": \"FAILED\", \"input\": \"{}\", \"error\": \"States.Timeout\", \"cause\": \"\"}}",
                        "{\"token\": \"t\", \"shard\": {}}")
                .map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        var message = JsonNodeFactory.instance.objectNode().put("body", new String(input, UTF_8));
        try {
            assertThat(reader.read(message)).isNotNull();
        } catch (PermanentFailure refused) {
            assertThat(refused).message().isNotBlank();
        }
    }
}
