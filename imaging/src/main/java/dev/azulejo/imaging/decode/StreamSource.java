package dev.azulejo.imaging.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.azulejo.core.foreign.Calls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A Java stream that libvips reads from. libvips calls back for more bytes, within calls that we make; no
/// exception may cross C, so those of the stream are kept, and thrown by [#rethrow] after the call.
@SuppressWarnings("restricted") // calling C is what this module is for
final class StreamSource {
    private static final int CHUNK = 1 << 16;
    private static final long READ_ERROR = -1; // VipsSourceCustom::read

    // C knows a stream by its number: a call for one that is closed finds nothing, instead of freed memory.
    private static final Map<Long, StreamSource> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    private final long number = LAST_NUMBER.incrementAndGet();
    private final byte[] chunk = new byte[CHUNK];
    private final InputStream stream;
    private final FileWatch watch;
    private boolean ended;
    private @Nullable Throwable thrown;

    /// @param watch receives all bytes in their order
    StreamSource(InputStream stream, FileWatch watch) {
        this.stream = stream;
        this.watch = watch;
        OPEN.put(number, this);
    }

    /// The handler of libvips' signal `read`; its user data is the [#userData] of a source.
    static MemorySegment readHandler() {
        var type = MethodType.methodType(
                long.class, MemorySegment.class, MemorySegment.class, long.class, MemorySegment.class);
        var descriptor = FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        return Calls.upcall(MethodHandles.lookup(), "read", type, descriptor);
    }

    MemorySegment userData() {
        return MemorySegment.ofAddress(number);
    }

    FileWatch watch() {
        return watch;
    }

    /// Whether the stream has ended.
    boolean ended() {
        return ended;
    }

    /// Reads on until the watch has seen the file's end, or the stream ends.
    void finish() {
        try {
            while (!ended && !watch.complete() && watch.refusal().isEmpty()) {
                read(CHUNK);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Throws the exception that the stream threw, an [IOException] as an [UncheckedIOException].
    void rethrow() {
        switch (thrown) {
            case null -> {}
            case IOException failure -> throw new UncheckedIOException(failure);
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }

    @SuppressWarnings("unused") // called by libvips
    private static long read(MemorySegment source, MemorySegment buffer, long length, MemorySegment userData) {
        var open = OPEN.get(userData.address());
        return open == null ? READ_ERROR : open.readInto(buffer.reinterpret(length));
    }

    private long readInto(MemorySegment buffer) {
        try {
            int count = read((int) Math.min(CHUNK, buffer.byteSize()));
            if (watch.refusal().isPresent()) {
                return READ_ERROR;
            }
            MemorySegment.copy(chunk, 0, buffer, JAVA_BYTE, 0, count);
            return count;
        } catch (Throwable failure) { // one that crossed C would end the process
            thrown = failure;
            return READ_ERROR;
        }
    }

    /// Reads the next bytes into the chunk; 0 at the end.
    private int read(int maxCount) throws IOException {
        int count = Math.max(0, stream.read(chunk, 0, maxCount));
        ended = count == 0;
        watch.saw(chunk, count);
        return count;
    }

    /// Detaches the stream from libvips, which reads no more of it; the stream itself stays open.
    void detach() {
        OPEN.remove(number);
    }
}
