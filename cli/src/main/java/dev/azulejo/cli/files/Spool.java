package dev.azulejo.cli.files;

import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.storage.ContentVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/// A stream as a file: a source is read more than once, and a pipe cannot be.
///
/// @param file where it lies now
/// @param hash of its bytes: SHA-256, in hex
record Spool(Path file, String hash) {
    private static final int BUFFER = 1 << 16;

    /// Copies a stream into a new file that only this user may read, with a buffer's memory. A stream that
    /// is too long leaves nothing.
    ///
    /// @throws CommandFailure when it has more bytes than a file may have, or the disk is full or fails
    static Spool of(InputStream in, Path folder, Limits limits) {
        var digest = ContentVersion.digest();
        try {
            var file = Files.createTempFile(folder, "spool-", ""); // of mode 0600
            try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                copy(in, out, limits.of(Limit.FILE));
            } catch (IOException | CommandFailure e) {
                Files.deleteIfExists(file);
                throw e;
            }
            return new Spool(file, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw ExitCode.DISK.failure(
                    "the standard input cannot be kept in %s: %s".formatted(folder, e.getMessage()));
        }
    }

    private static void copy(InputStream in, DigestOutputStream out, long most) throws IOException {
        var buffer = new byte[BUFFER];
        long copied = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            copied += count;
            if (copied > most) {
                throw ExitCode.BAD_IMAGE.failure(
                        "the standard input has more than %,d bytes, which is the limit; make it smaller, or raise --%s"
                                .formatted(most, Limit.FILE.option()));
            }
            out.write(buffer, 0, count);
        }
    }
}
