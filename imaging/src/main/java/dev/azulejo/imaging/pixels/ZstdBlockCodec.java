package dev.azulejo.imaging.pixels;

import com.github.luben.zstd.SequenceProducer;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.BlockCodec;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packs blocks as zstd frames with a checksum, one for every few rows, over rows filtered by [UpFilter].
/// So some rows can be unpacked by themselves: strips of a wide image are lower than its tiles. Each frame
/// states the number of its rows.
public final class ZstdBlockCodec implements BlockCodec {
    private static final int LEVEL = 1;

    /// The least length of a match; shorter ones are hardly worth their search in photographs.
    private static final int LEAST_MATCH = 7;

    private static final int HASH_BITS = 11;

    /// The greatest number of rows of a frame. The first of them packs worse than the others, so on
    /// photographs frames of 32 rows take 0.5 to 3 % more bytes than one for all rows; and a strip of 279
    /// rows (32 MiB of 40,000 pixels each) unpacks at most 31 in vain.
    private static final int ROWS = 32;

    /// The greatest size of a frame in bytes, for each pixel of a row: strips are lower, too, if pixels
    /// take more.
    private static final int BYTES_OF_COLUMN = 3 * ROWS;

    /// The search for repetitions; zstd's own if null.
    private final @Nullable SequenceProducer search;

    private ZstdBlockCodec(@Nullable SequenceProducer search) {
        this.search = search;
    }

    public ZstdBlockCodec() {
        this(null);
    }

    /// A codec that packs photographs twice as fast, into 9 % more bytes, once its code is compiled
    /// ([RunsOfZeros]): for a worker beside a device that is faster than its processor. Each codec unpacks
    /// what the other packs.
    public static ZstdBlockCodec forFastDevices() {
        return new ZstdBlockCodec(new RunsOfZeros());
    }

    @Override
    public byte[] pack(PixelBlock block) {
        int stride = block.stride();
        int rows = rows(block);
        int frameBytes = rows * stride;
        var filtered = new byte[frameBytes];
        var frames = new ArrayList<byte[]>();
        try (var context = new ZstdCompressCtx();
                var arena = Arena.ofConfined()) {
            context.setLevel(LEVEL).setMinMatch(LEAST_MATCH).setHashLog(HASH_BITS);
            context.setChecksum(true);
            var source = arena.allocate(frameBytes).asByteBuffer();
            var frame = arena.allocate(Zstd.compressBound(frameBytes)).asByteBuffer();
            if (search != null) {
                context.registerSequenceProducer(search);
            }
            for (int row = 0; row < block.height(); row += rows) {
                int bytes = Math.min(rows, block.height() - row) * stride;
                UpFilter.apply(block, row, filtered, bytes);
                source.put(0, filtered, 0, bytes);
                var packed = new byte[context.compressDirectByteBuffer(frame, 0, frame.capacity(), source, 0, bytes)];
                frame.get(0, packed);
                frames.add(packed);
            }
        }
        return joined(frames);
    }

    private static int rows(PixelBlock block) {
        int most = Math.min(ROWS, BYTES_OF_COLUMN / block.format().bytesPerPixel());
        return Math.min(most, block.height());
    }

    private static byte[] joined(List<byte[]> frames) {
        var joined = new byte[frames.stream().mapToInt(frame -> frame.length).sum()];
        int at = 0;
        for (var frame : frames) {
            System.arraycopy(frame, 0, joined, at, frame.length);
            at += frame.length;
        }
        return joined;
    }

    @Override
    public PixelBlock unpack(byte[] packed, Size size, PixelFormat format) {
        return unpack(packed, size, format, 0, size.height()).pixels();
    }

    @Override
    public Rows unpack(byte[] packed, Size size, PixelFormat format, int first, int end) {
        try {
            int stride = Math.multiplyExact(size.width(), format.bytesPerPixel());
            var wanted = frames(packed, stride, size, format).stream()
                    .filter(frame -> frame.row < end && frame.row + frame.rows > first)
                    .toList();
            int firstRow = wanted.getFirst().row;
            int endRow = wanted.getLast().row + wanted.getLast().rows;
            var rows = new byte[Math.multiplyExact(endRow - firstRow, stride)];
            try (var context = new ZstdDecompressCtx()) {
                for (var frame : wanted) {
                    int to = (frame.row - firstRow) * stride;
                    int bytes = frame.rows * stride;
                    context.decompressByteArray(rows, to, bytes, packed, frame.start, frame.length);
                    UpFilter.undo(rows, to, to + bytes, stride, frame.row == 0 ? 0 : format.bytesPerPixel());
                }
            }
            return new Rows(firstRow, new PixelBlock(size.width(), endRow - firstRow, format, rows));
        } catch (ZstdException failure) {
            throw new PermanentFailure(
                    "block of %d bytes is damaged: %s".formatted(packed.length, failure.getMessage()), failure);
        }
    }

    /// The place of some rows in the packed bytes.
    private record Frame(int start, int length, int row, int rows) {}

    private static List<Frame> frames(byte[] packed, int stride, Size size, PixelFormat format) {
        long expected = Math.multiplyExact(size.pixels(), format.bytesPerPixel());
        var frames = new ArrayList<Frame>();
        long claimed = 0;
        boolean areRows = true;
        for (int at = 0; at < packed.length && claimed <= expected && areRows; ) {
            long length = Zstd.findFrameCompressedSize(packed, at, packed.length - at);
            if (Zstd.isError(length)) {
                throw new ZstdException(length);
            }
            long bytes = Zstd.getFrameContentSize(packed, at, packed.length - at);
            areRows = bytes > 0 && bytes % stride == 0 && bytes <= expected;
            if (areRows) {
                frames.add(new Frame(at, (int) length, (int) (claimed / stride), (int) (bytes / stride)));
                claimed += bytes;
            }
            at += (int) length;
        }
        if (claimed != expected || !areRows) {
            throw new PermanentFailure("block holds %d bytes, expected %d for %s pixels of %d bytes"
                    .formatted(claimed, expected, size, format.bytesPerPixel()));
        }
        return frames;
    }
}
