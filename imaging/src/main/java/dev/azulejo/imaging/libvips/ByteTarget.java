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

/// A Java array to which libvips writes a file, piece by piece, within a call that we make. libvips' own
/// memory target is allocated anew for each file, and its pages are mapped anew by the kernel: for a strip
/// of JPEG this takes a tenth of the time.
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

    /// The handler of libvips' signal `write`; its user data is the [#userData] of a target.
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

    /// @return the number of bytes taken, or the value that tells libvips of a failure
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

    /// All bytes that were written.
    GrowingBytes written() {
        return written;
    }

    /// Throws the failure that prevented taking a piece: memory is exhausted, or a file of over 2 GB does
    /// not fit into an array.
    void rethrow() {
        switch (thrown) {
            case null -> {}
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /// Detaches the target from libvips, which writes no more to it.
    @Override
    public void close() {
        OPEN.remove(number);
    }
}
