package dev.azulejo.core.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class NativeBuffersTest {
    private final NativeBuffers buffers = new NativeBuffers();

    @Test
    void aBufferIsUsedAgainWhereItIsLargeEnough() {
        long first = buffers.with(1_000, MemorySegment::address);
        assertThat((long) buffers.with(900, MemorySegment::address)).isEqualTo(first);
        assertThat((long) buffers.with(900, MemorySegment::byteSize)).isEqualTo(900);
        assertThat((long) buffers.with(2_000, MemorySegment::byteSize)).isEqualTo(2_000);
    }

    @Test
    void nobodySharesOne() {
        buffers.with(100, MemorySegment::address);
        boolean shared = buffers.with(100, outer -> buffers.with(100, inner -> inner.address() == outer.address()));
        assertThat(shared).isFalse();
    }
}
