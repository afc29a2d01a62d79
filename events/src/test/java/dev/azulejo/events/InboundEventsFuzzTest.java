package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

/// Events, which anybody may send who may put events onto the bus.
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
