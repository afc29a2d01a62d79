package dev.azulejo.imaging.child;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/// A decoder process as its parent sees it. It decodes one file at a time, for one thread.
final class DecoderChild implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int BUFFER = 1 << 16;

    private final Process process;
    private final ChildLimits limits;
    private final Path temporary;
    private final ChildWatch watch;
    private final LastWords lastWords;
    private final DataInputStream answers;
    private final DataOutputStream questions;
    private final String fingerprint;

    private DecoderChild(Process process, ChildLimits limits, Path temporary, ChildWatch watch) throws IOException {
        this.process = process;
        this.limits = limits;
        this.temporary = temporary;
        this.watch = watch;
        lastWords = new LastWords(process.getErrorStream());
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
        questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
        fingerprint = Message.readFrom(answers).text();
    }

    /// Starts a process and waits until it can decode.
    ///
    /// @param folder in which its folder for temporary files is made
    /// @throws TransientFailure when it does not start
    static DecoderChild started(ChildCommand command, ChildLimits limits, Path folder) {
        try {
            Files.createDirectories(folder);
            var temporary = Files.createTempDirectory(folder, LeftoverFolders.prefix());
            var process = command.builder(limits, temporary).start();
            var watch = new ChildWatch(process, limits, LONGEST_START, System::nanoTime);
            watch.startTurn();
            watch.start();
            try {
                var child = new DecoderChild(process, limits, temporary, watch);
                watch.started();
                return child;
            } catch (IOException e) {
                process.destroyForcibly();
                delete(temporary);
                var words =
                        new LastWords(process.getErrorStream()).text().lines().findFirst();
                throw new TransientFailure("the decoder process does not start: " + words.orElse(e.toString()), e);
            }
        } catch (IOException e) {
            throw new TransientFailure("the decoder process does not start: " + e.getMessage(), e);
        }
    }

    String fingerprint() {
        return fingerprint;
    }

    ChildWatch watch() {
        return watch;
    }

    ChildLimits limits() {
        return limits;
    }

    long processId() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Sends a message to the process, whose turn it is then.
    ///
    /// @throws IOException when the process has ended
    void send(Message message) throws IOException {
        watch.startTurn();
        message.writeTo(questions);
    }

    /// @throws IOException when the process ends without an answer
    Message receive() throws IOException {
        var message = Message.readFrom(answers);
        watch.endTurn();
        return message;
    }

    /// Ends the process, if it has not ended yet, and explains why its file failed.
    UnreadableImage death(IOException cause) {
        // A process that broke off its answer is about to end, and its exit explains better than we can
        // what happened.
        waitFor(Duration.ofSeconds(5));
        close();
        var why = watch.verdict().orElseGet(() -> lastWords.cause(process.exitValue(), limits));
        var reason = why.equals(limits.tooMuchMemory()) ? Reason.DECODER_MEMORY : Reason.DECODER_FAILED;
        return new UnreadableImage(reason, why + "; save it anew, or in another format", cause);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(10));
        delete(temporary);
    }

    private void waitFor(Duration longest) {
        try {
            process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // What stays is removed by the next start.
            System.getLogger(DecoderChild.class.getName()).log(System.Logger.Level.DEBUG, "temporary files stay", e);
        }
    }
}
