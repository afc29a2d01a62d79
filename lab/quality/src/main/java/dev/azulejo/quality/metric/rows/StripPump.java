package dev.azulejo.quality.metric.rows;

import dev.azulejo.core.port.UnreadableImage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Decodes the next strip of an image while the one before is measured. For one thread.
public final class StripPump implements AutoCloseable {
    private final StripReader reader;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private Strip filling;
    private Strip spare;
    /// The result of decoding the next strip. Waiting for it in a thread of a pool lets another thread take
    /// its place there: that pool also fills rows.
    private CompletableFuture<Boolean> next;

    public StripPump(StripReader reader) {
        this.reader = reader;
        filling = reader.newStrip();
        spare = reader.newStrip();
        next = fill(filling);
    }

    private CompletableFuture<Boolean> fill(Strip strip) {
        var filled = new CompletableFuture<Boolean>();
        thread.execute(() -> {
            try {
                filled.complete(reader.next(strip));
            } catch (UnreadableImage | RuntimeException | Error failure) {
                filled.completeExceptionally(failure);
            }
        });
        return filled;
    }

    /// Whether there is another strip.
    public boolean hasNext() throws UnreadableImage {
        try {
            return next.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnreadableImage broken -> throw broken;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("a reader ended without reason", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an image is measured", e);
        }
    }

    /// Returns the next strip, which is valid until the next call.
    public Strip take() throws UnreadableImage {
        if (!hasNext()) {
            throw new IllegalStateException("there are no more rows");
        }
        var ready = filling;
        filling = spare;
        spare = ready;
        next = fill(filling);
        return ready;
    }

    /// Ends the decoding thread, which may be in the middle of a strip, before the rows are closed.
    @Override
    public void close() {
        thread.close();
    }
}
