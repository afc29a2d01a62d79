package dev.azulejo.imaging.gif;

import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.decode.FileWatch;
import java.io.InputStream;
import java.util.Optional;

/// Walks from block to block of a GIF and waits for its trailer. (GIF89a, sections 17 to 27)
public final class GifWatch implements FileWatch {
    private static final int HEADER_LENGTH = 13; // with the logical screen descriptor
    private static final int DESCRIPTOR_LENGTH = 9;
    private static final int FRAME = 4;
    static final int IMAGE = 0x2c;
    static final int EXTENSION = 0x21;
    static final int TRAILER = 0x3b;
    private static final int TABLE_FLAG = 0x80;

    private enum State {
        HEADER,
        BLOCK,
        EXTENSION_LABEL,
        DESCRIPTOR,
        CODE_SIZE,
        DATA_LENGTH,
        COMPLETE
    }

    private final FileBudget budget = new FileBudget();
    private Optional<GifCanvas> canvas = Optional.empty();
    private State state = State.HEADER;
    private int position; // in the header or the descriptor
    private int flags;
    private long seen;
    private int skipped; // bytes that are passed over before the state goes on

    @Override
    public FileBudget budget() {
        return budget;
    }

    @Override
    public void saw(byte[] bytes, int count) {
        seen += count;
        int at = 0;
        while (at < count && state != State.COMPLETE) {
            if (skipped > 0) {
                int now = Math.min(skipped, count - at);
                skipped -= now;
                at += now;
            } else {
                step(bytes[at] & 0xff);
                at++;
            }
        }
    }

    private void step(int value) {
        switch (state) {
            case HEADER -> readFixed(value, HEADER_LENGTH, 10, State.BLOCK);
            case BLOCK ->
                state = switch (value) {
                    case IMAGE -> State.DESCRIPTOR;
                    case EXTENSION -> State.EXTENSION_LABEL;
                    case TRAILER -> State.COMPLETE;
                    default -> State.BLOCK; // as libnsgif does
                };
            case EXTENSION_LABEL, CODE_SIZE -> state = State.DATA_LENGTH;
            case DESCRIPTOR -> readFixed(value, DESCRIPTOR_LENGTH, 8, State.CODE_SIZE);
            case DATA_LENGTH -> {
                skipped = value;
                state = value == 0 ? State.BLOCK : State.DATA_LENGTH;
            }
            case COMPLETE -> throw new IllegalStateException("nothing follows");
        }
    }

    /// Reads a part of fixed length that has the flags of a colour table, which follows.
    private void readFixed(int value, int length, int flagsAt, State next) {
        if (position == flagsAt) {
            flags = value;
        }
        position++;
        if (position == length) {
            position = 0;
            skipped = tableLength(flags);
            state = next;
        }
    }

    /// The length of the colour table that follows a descriptor.
    ///
    /// @param flags of the descriptor
    static int tableLength(int flags) {
        return (flags & TABLE_FLAG) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    @Override
    public InputStream bytes(InputStream file) {
        var whole = new GifCanvas(file);
        canvas = Optional.of(whole);
        return whole;
    }

    @Override
    public int addedPages() {
        return canvas.filter(GifCanvas::isExtended).isPresent() ? 1 : 0;
    }

    /// The memory for decoding: libvips reads the whole file to count its frames, and holds it and a frame
    /// with alpha (nsgifload.c).
    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return pixels * FRAME + seen;
    }

    @Override
    public boolean complete() {
        return state == State.COMPLETE;
    }
}
