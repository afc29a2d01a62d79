package dev.azulejo.imaging.child;

import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The rows of one file, decoded in another process.
final class ChildRows implements Rows {
    private final ChildDecoder decoder;
    private final Conversation conversation;
    private final InputStream source;
    private ProbedImage image;
    private final int rowBytes;
    private int left;
    private boolean closed;

    ChildRows(ChildDecoder decoder, Conversation conversation, InputStream source, ProbedImage image) {
        this.decoder = decoder;
        this.conversation = conversation;
        this.source = source;
        this.image = image;
        rowBytes = Math.multiplyExact(image.stored().width(), image.pixels().bytesPerPixel());
        left = image.stored().height();
    }

    @Override
    public ProbedImage image() {
        return image;
    }

    long processId() {
        return conversation.child().processId();
    }

    @Override
    public void next(int count, byte[] target, int offset) throws UnreadableImage {
        if (closed || count > left) {
            throw new IllegalStateException("%d rows left of %s, not %d".formatted(left, image.stored(), count));
        }
        if (count > 0) {
            conversation.rows(count, rowBytes, target, offset);
            left -= count;
            if (left == 0) {
                var ending = conversation.end();
                image = image.with(ending.metadata(), ending.warnings());
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (source) {
            if (conversation.close()) {
                decoder.giveBack(conversation.child());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
