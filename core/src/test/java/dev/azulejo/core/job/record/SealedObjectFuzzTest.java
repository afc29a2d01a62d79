package dev.azulejo.core.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.util.stream.Stream;

/// Objects of pixels: one is whole and of its plan, or is called damaged by its key.
class SealedObjectFuzzTest extends FuzzContract {
    private static final String KEY = "jobs/1/tiles/0";
    private static final Hash PLAN = Hash.of(new byte[] {1});

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(new byte[0], new byte[] {1}, new byte[300])
                .flatMap(index -> Stream.of(0, 1, 5000).map(payload -> sealed(new byte[payload], index)));
    }

    private static byte[] sealed(byte[] payload, byte[] index) {
        var work = new MemoryStorage();
        try (var writer = new SealedObject.Writer(work, KEY, PLAN)) {
            writer.append(payload);
            writer.seal(index, Precondition.NONE);
        }
        return work.readRange(
                KEY, 0, Math.toIntExact(work.stat(KEY).orElseThrow().bytes()));
    }

    @Override
    protected void parse(byte[] input) {
        var work = new MemoryStorage();
        work.put(KEY, input);
        try {
            var object = SealedObject.require(work, KEY, PLAN);
            assertThat(object.payloadBytes() + object.index().length + SealedObject.SEAL_BYTES)
                    .isEqualTo(input.length);
        } catch (PermanentFailure damaged) {
            assertThat(damaged).hasMessageContaining(KEY);
        }
    }
}
