package dev.azulejo.imaging.child;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.imaging.libvips.ProfileConverter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Decodes in separate processes, with limits on memory and time. A file that makes its process crash, hang
/// or take too much is refused as [Reason#DECODER_FAILED] or [Reason#DECODER_MEMORY]; the next file gets a
/// fresh process. A process serves many files, and files that are decoded at the same time have one each.
/// Thread-safe.
public final class ChildDecoder implements ImageDecoder, AutoCloseable {
    private static final int MOST_IDLE = 2;

    /// The memory that an idle process may hold: Java's heap and libvips return little after a large file.
    private static final long MOST_IDLE_BYTES = 300L << 20;

    private final ChildCommand command;
    private final ChildLimits limits;
    private final Path folder;
    private final long mostIdleBytes;
    private final Deque<DecoderChild> idle = new ArrayDeque<>();
    private Optional<String> fingerprint = Optional.empty();
    private boolean closed;

    /// @param cacheFolder folder of fetched libraries
    /// @param libvips the library that decodes
    /// @param folder for the temporary files of the processes; what a killed parent left there is removed
    public ChildDecoder(Path cacheFolder, LibvipsChoice libvips, Path folder, ChildLimits limits) {
        this(cacheFolder, libvips, folder, limits, MOST_IDLE_BYTES);
    }

    /// @param mostIdleBytes memory that a process may hold while it waits for the next file
    ChildDecoder(Path cacheFolder, LibvipsChoice libvips, Path folder, ChildLimits limits, long mostIdleBytes) {
        this.mostIdleBytes = mostIdleBytes;
        this.command = new ChildCommand(cacheFolder, libvips);
        this.limits = limits;
        this.folder = folder;
        LeftoverFolders.sweep(folder);
        ParentSecrets.hide();
    }

    @Override
    public String fingerprint() {
        synchronized (this) {
            if (fingerprint.isPresent()) {
                return fingerprint.get();
            }
        }
        giveBack(started());
        return fingerprint();
    }

    /// A converter of colours that uses the same processes.
    public ProfileConverter colours() {
        return new ChildColours(this);
    }

    @Override
    public ProbedImage probe(InputStream source, int page) throws UnreadableImage {
        try (var rows = decode(source, page)) {
            return rows.image();
        }
    }

    /// @throws TransientFailure when no process can be started
    @Override
    public Rows decode(InputStream source, int page) throws UnreadableImage {
        try {
            try {
                return opened(borrow(), source, page);
            } catch (Conversation.DiedBefore e) { // of something else, while it was idle
                return openedAgain(source, page);
            }
        } catch (UnreadableImage | RuntimeException | Error failure) {
            closeAfter(failure, source);
            throw failure;
        }
    }

    private Rows openedAgain(InputStream source, int page) throws UnreadableImage {
        try {
            return opened(started(), source, page);
        } catch (Conversation.DiedBefore e) {
            throw new TransientFailure("decoder processes end before they decode", e);
        }
    }

    private Rows opened(DecoderChild child, InputStream source, int page)
            throws UnreadableImage, Conversation.DiedBefore {
        var conversation = new Conversation(child, source);
        try {
            return new ChildRows(this, conversation, source, conversation.open(page));
        } catch (UnreadableImage | RuntimeException refused) {
            if (child.isAlive()) {
                giveBack(child);
            }
            throw refused;
        }
    }

    DecoderChild borrow() {
        synchronized (this) {
            while (!idle.isEmpty()) {
                var child = idle.pop();
                if (child.isAlive()) {
                    return child;
                }
                child.close();
            }
        }
        return started();
    }

    /// Starts a new process.
    DecoderChild started() {
        var child = DecoderChild.started(command, limits, folder);
        synchronized (this) {
            fingerprint = Optional.of(child.fingerprint());
        }
        return child;
    }

    /// Takes back a process whose file is done, and ends it if it has grown large.
    void giveBack(DecoderChild child) {
        boolean isSmall = ResidentMemory.of(child.processId()).orElse(0) <= mostIdleBytes;
        synchronized (this) {
            if (!closed && isSmall && child.isAlive() && idle.size() < MOST_IDLE) {
                idle.push(child);
                return;
            }
        }
        child.close();
    }

    private static void closeAfter(Throwable failure, InputStream source) {
        try {
            source.close();
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /// Ends the idle processes; one that is at work ends with its file.
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(DecoderChild::close);
        idle.clear();
    }
}
