package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

/// Fuzzes the objects of a job, read as each known type. What is read is written and read again the same.
class JobObjectsFuzzTest extends FuzzContract {
    private final JacksonCodec codec = new JacksonCodec();

    @Override
    protected Stream<byte[]> seeds() {
        return Samples.names().stream().map(Samples::bytes);
    }

    @Override
    protected void parse(byte[] input) {
        for (var object : JobObject.values()) {
            decode(input, object.type());
            decode(input, object.type().arrayType());
        }
    }

    private void decode(byte[] input, Class<?> type) {
        Object read;
        try {
            read = codec.decode(input, type);
        } catch (PermanentFailure refused) {
            assertThat(refused).hasMessageStartingWith(JobObject.holding(type).fileName());
            return;
        }
        assertThat(codec.decode(codec.encode(read), type)).isEqualTo(read);
    }
}
