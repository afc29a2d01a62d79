package dev.azulejo.imaging.libvips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.foreign.Calls;
import dev.azulejo.imaging.bytes.GrowingBytes;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A Java array that libvips writes a file to, piece by piece, within a call that we make. Its own memory target is
/// made anew for each file, as are its pages by the kernel: for a strip of JPEG that takes a tenth of the time.
@SuppressWarnings("restricted") // calling C is what this module is for
final class ByteTarget implements AutoCloseable {
    private static final long WRITE_ERROR = -1; // VipsTargetCustom::write

    // C knows a target by its number: a call for one that is closed finds nothing, instead of freed memory.
    private static final Map<Long, ByteTarget> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    private final long number = LAST_NUMBER.incrementAndGet();
    private final GrowingBytes written;
    private @Nullable Throwable thrown;

    ByteTarget(int expectedBytes) {
        written = new GrowingBytes(expectedBytes);
        OPEN.put(number, this);
    }

    /// The handler of libvips' signal `write`, whose user data is the [#userData] of a target.
    static MemorySegment writeHandler() {
        var type = MethodType.methodType(
                long.class, MemorySegment.class, MemorySegment.class, long.class, MemorySegment.class);
        var descriptor = FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        return Calls.upcall(MethodHandles.lookup(), "write", type, descriptor);
    }

    MemorySegment userData() {
        return MemorySegment.ofAddress(number);
    }

    @SuppressWarnings("unused") // called by libvips
    private static long write(MemorySegment target, MemorySegment buffer, long length, MemorySegment userData) {
        var open = OPEN.get(userData.address());
        return open == null ? WRITE_ERROR : open.append(buffer.reinterpret(length));
    }

    /// @return how many bytes it took, or what tells libvips of a failure
    long append(MemorySegment piece) {
        try {
            int count = Math.toIntExact(piece.byteSize());
            written.room(count);
            MemorySegment.copy(piece, JAVA_BYTE, 0, written.array(), written.length(), count);
            written.grow(count);
            return count;
        } catch (Throwable failure) { // one that crossed C would end the process
            thrown = failure;
            return WRITE_ERROR;
        }
    }

    /// All that was written.
    GrowingBytes written() {
        return written;
    }

    /// Throws what kept it from taking a piece: that there is no memory left, or that a file of over 2 GB has no array.
    void rethrow() {
        switch (thrown) {
            case null -> {}
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /// From here on libvips writes nothing.
    @Override
    public void close() {
        OPEN.remove(number);
    }
}
