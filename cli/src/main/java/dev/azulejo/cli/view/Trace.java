package dev.azulejo.cli.view;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Writes one line for each tile that went through the models: job, shard, tile, padded rect, milliseconds.
/// Each line is one write to the end of the file, so that processes may share it and none is lost when one
/// is killed. Thread-safe.
public final class Trace implements AutoCloseable {
    private final @Nullable OutputStream out;

    private Trace(@Nullable OutputStream out) {
        this.out = out;
    }

    public static Trace to(@Nullable Path file) {
        try {
            return new Trace(
                    file == null
                            ? null
                            : Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw ExitCode.NO_OUTPUT.failure("--trace %s cannot be written to: %s".formatted(file, e.getMessage()));
        }
    }

    void tile(JobId job, int shard, Tile tile, Duration took) {
        if (out == null) {
            return;
        }
        var rect = tile.padded();
        var line = "job=%s shard=%d tile=%d padded=%d,%d+%dx%d ms=%d%n"
                .formatted(
                        job,
                        shard,
                        tile.index(),
                        rect.left(),
                        rect.top(),
                        rect.width(),
                        rect.height(),
                        took.toMillis());
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ExitCode.DISK.failure("--trace cannot be written: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw ExitCode.DISK.failure("--trace cannot be written: " + e.getMessage());
        }
    }
}
