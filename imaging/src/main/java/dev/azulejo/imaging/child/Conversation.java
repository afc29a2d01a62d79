package dev.azulejo.imaging.child;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.child.Message.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The dialogue of a parent and a decoder process about one file. For one thread.
final class Conversation {
    /// Failures that an earlier file may have caused, if the process died before it had read any of this
    /// one.
    private static final Set<Reason> OF_THE_PROCESS = EnumSet.of(Reason.DECODER_FAILED, Reason.DECODER_MEMORY);

    private final DecoderChild child;
    private final InputStream source;
    private @Nullable Throwable thrown;
    private boolean hasRead;
    private boolean ended;

    Conversation(DecoderChild child, InputStream source) {
        this.child = child;
        this.source = source;
    }

    /// Thrown when the process ended without having read a byte of the file, which is therefore not to
    /// blame.
    static final class DiedBefore extends Exception {
        private static final long serialVersionUID = 1L;

        DiedBefore(UnreadableImage refusal) {
            super(refusal);
        }
    }

    DecoderChild child() {
        return child;
    }

    /// Starts to decode.
    ProbedImage open(int page) throws UnreadableImage, DiedBefore {
        child.watch().begin();
        try {
            var header = ask(new Message(Kind.OPEN, page), Kind.HEADER);
            var image = HeaderCodec.decode(header.payload());
            child.watch().allow(image.stored().pixels());
            return image;
        } catch (UnreadableImage e) {
            if (!hasRead && OF_THE_PROCESS.contains(e.reason()) && !child.isAlive()) {
                throw new DiedBefore(e);
            }
            throw e;
        } catch (IOException e) {
            throw died(e);
        }
    }

    /// Reads the next rows, without gaps.
    void rows(int count, int rowBytes, byte[] target, int offset) throws UnreadableImage {
        var answer = ask(new Message(Kind.ROWS, count), Kind.PIXELS);
        int position = offset;
        for (int left = count - answer.number(); ; left -= answer.number()) {
            var pixels = answer.payload();
            if (answer.number() < 1 || left < 0 || pixels.length != answer.number() * rowBytes) {
                throw died(new IOException("%d bytes are not %d rows".formatted(pixels.length, answer.number())));
            }
            System.arraycopy(pixels, 0, target, position, pixels.length);
            position += pixels.length;
            if (left == 0) {
                return;
            }
            answer = answer(Kind.PIXELS);
        }
    }

    /// The header as the file states it after its last row.
    ProbedImage end() throws UnreadableImage {
        try {
            return HeaderCodec.decode(ask(new Message(Kind.END, 0), Kind.HEADER).payload());
        } catch (IOException e) {
            throw died(e);
        }
    }

    /// Ends the dialogue about the file, unless the process has ended.
    ///
    /// @return whether the process can decode another file
    boolean close() {
        try {
            if (!ended) {
                ask(new Message(Kind.CLOSE, 0), Kind.CLOSE);
                ended = true;
            }
        } catch (UnreadableImage e) {
            return child.isAlive(); // this file is not needed any more, so it does not matter what was wrong with it
        }
        return child.isAlive();
    }

    private Message ask(Message question, Kind expected) throws UnreadableImage {
        try {
            child.send(question);
        } catch (IOException e) {
            throw died(e);
        }
        return answer(expected);
    }

    private Message answer(Kind expected) throws UnreadableImage {
        try {
            var answer = child.receive();
            while (answer.kind() == Kind.NEED) {
                child.send(bytes(answer.number()));
                answer = child.receive();
            }
            if (answer.kind() == Kind.UNREADABLE || answer.kind() == Kind.FAILED) {
                throw refusal(answer);
            }
            if (answer.kind() != expected) {
                throw new IOException("expected %s, got %s".formatted(expected, answer.kind()));
            }
            if (expected == Kind.PIXELS) {
                child.watch().startTurn(); // it may go on at once with the rows that are missing
            }
            return answer;
        } catch (IOException e) {
            throw died(e);
        }
    }

    private Message bytes(int count) {
        hasRead = true;
        try {
            var bytes = new byte[Math.clamp(count, 1, AskingStream.MAX_BYTES)];
            int read = Math.max(0, source.read(bytes, 0, bytes.length));
            return new Message(Kind.BYTES, 0, Arrays.copyOf(bytes, read));
        } catch (IOException | RuntimeException e) { // says nothing about the image; thrown once the child knows
            thrown = e;
            return new Message(Kind.BROKEN, 0);
        }
    }

    private UnreadableImage refusal(Message answer) {
        ended = true;
        if (answer.kind() == Kind.FAILED) {
            child.close(); // its state is unknown
        }
        rethrow();
        if (LastWords.OUT_OF_MEMORY.matcher(answer.text()).find()) {
            return new UnreadableImage(Reason.DECODER_MEMORY, child.limits().tooMuchMemory(), null);
        }
        if (answer.kind() == Kind.FAILED) {
            return new UnreadableImage(Reason.DECODER_FAILED, "made its decoder fail: " + answer.text(), null);
        }
        var lines = answer.text().split("\n", 2);
        var reason = Arrays.stream(Reason.values())
                .filter(kind -> kind.name().equals(lines[0]))
                .findFirst()
                .orElse(Reason.UNREADABLE);
        return new UnreadableImage(reason, lines[lines.length - 1], null);
    }

    private UnreadableImage died(IOException cause) {
        ended = true;
        var death = child.death(cause);
        rethrow();
        return death;
    }

    private void rethrow() {
        switch (thrown) {
            case null -> {}
            case IOException failure -> throw new UncheckedIOException(failure);
            case RuntimeException failure -> throw failure;
            default -> throw new IllegalStateException(thrown);
        }
    }
}
