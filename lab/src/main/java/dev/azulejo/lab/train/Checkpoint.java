package dev.azulejo.lab.train;

import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/// A file from which a killed training continues: magic, what was trained (64 hex digits), step, number of
/// parameters, four rows of floats, CRC-32 of all before; big-endian. It is replaced in one move, so that
/// there is either the old one or the new one even if the process or the machine dies.
final class Checkpoint {
    private static final byte[] MAGIC = "azulejo-lab-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ROWS = 4;
    private static final int HASH_BYTES = 64;
    private static final int HEAD_BYTES = MAGIC.length + HASH_BYTES + 2 * Integer.BYTES;

    private final Path file;
    private final String training;

    /// @param training a SHA-256 of all that decides the result of the training
    Checkpoint(Path file, String training) {
        this.file = file;
        this.training = training;
    }

    /// The state that was written last; empty if there is none.
    ///
    /// @param parameters that the network has
    /// @throws dev.azulejo.local.exit.CommandFailure when the file is damaged, or of another training
    Optional<State> read(int parameters) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var content = content();
        if (!isWhole(content)) {
            throw ExitCode.BAD_IMAGE.failure("%s is damaged; remove it to train from the start".formatted(file));
        }
        var bytes = ByteBuffer.wrap(content);
        bytes.position(MAGIC.length);
        var hash = new byte[HASH_BYTES];
        bytes.get(hash);
        int step = bytes.getInt();
        if (!new String(hash, StandardCharsets.US_ASCII).equals(training) || bytes.getInt() != parameters) {
            throw ExitCode.USAGE.failure(
                    "%s is of another training: its recipe or its photographs were others; name another folder with -o, or remove it"
                            .formatted(file));
        }
        var rows = new float[ROWS][parameters];
        for (var row : rows) {
            bytes.asFloatBuffer().get(row);
            bytes.position(bytes.position() + parameters * Float.BYTES);
        }
        return Optional.of(State.of(step, rows));
    }

    private static boolean isWhole(byte[] content) {
        int end = content.length - Long.BYTES;
        return end >= HEAD_BYTES
                && Arrays.equals(MAGIC, Arrays.copyOf(content, MAGIC.length))
                && ByteBuffer.wrap(content).getLong(end) == sum(content, end);
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sum(byte[] bytes, int length) {
        var sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    /// Writes a state in place of the previous one.
    void write(State state) {
        var rows = state.rows();
        var bytes = ByteBuffer.allocate(HEAD_BYTES + ROWS * rows[0].length * Float.BYTES + Long.BYTES);
        bytes.put(MAGIC).put(training.getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(state.step()).putInt(rows[0].length);
        for (var row : rows) {
            bytes.asFloatBuffer().put(row);
            bytes.position(bytes.position() + row.length * Float.BYTES);
        }
        int end = bytes.position();
        bytes.putLong(sum(bytes.array(), end)).flip();
        var beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (var channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ExitCode.DISK.failure("%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }
}
