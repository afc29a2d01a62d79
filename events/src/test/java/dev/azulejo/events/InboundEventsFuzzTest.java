package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

/// Fuzzes events, which any program with the right to use the bus may send.
class InboundEventsFuzzTest extends FuzzContract {
    private final InboundEvents events = new InboundEvents();

    @Override
    protected Stream<byte[]> seeds() {
        return EventSamples.names().stream().map(EventSamples::bytes);
    }

    @Override
    protected void parse(byte[] input) {
        try {
            assertThat(events.parse(input)).isNotNull();
        } catch (PermanentFailure refused) {
            assertThat(refused).hasMessageStartingWith("event ");
        }
    }
}
