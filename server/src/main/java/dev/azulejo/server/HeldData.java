package dev.azulejo.server;

import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.office.Server.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The folder of a server, held until it is closed or the process ends: of two servers, each would show
/// jobs of the other as running, also after its death.
///
/// @param lock absent where this server shall share its folder
record HeldData(@Nullable FileChannel lock) implements AutoCloseable {
    private static final String NAME = "serve.lock";
    private static final int LONGEST = 1_000;

    /// @throws dev.azulejo.local.exit.CommandFailure while another server holds it
    static HeldData of(Settings settings) {
        if (settings.besideAnother()) {
            return new HeldData(null);
        }
        var file = settings.data().resolve(NAME);
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                channel.truncate(0).write(ByteBuffer.wrap(holder(settings).getBytes(StandardCharsets.UTF_8)));
                return new HeldData(channel);
            }
            channel.close();
            throw ExitCode.UNAVAILABLE.failure(
                    "another azulejo serve uses the folder %s (%s); end it, or name another folder with --data"
                            .formatted(settings.data(), told(file)));
        } catch (IOException e) {
            throw ExitCode.UNAVAILABLE.failure(
                    "%s cannot be locked (%s); name another folder with --data".formatted(file, e.getMessage()));
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // by this process
            return false;
        }
    }

    private static String holder(Settings settings) {
        return "process %d, since %s, --host %s --port %d"
                .formatted(
                        ProcessHandle.current().pid(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        settings.host(),
                        settings.port());
    }

    /// What the holder has written; it may be about to.
    private static String told(Path file) throws IOException {
        var text = Files.readString(file).strip();
        return text.isEmpty() || text.length() > LONGEST ? "which says no more" : text;
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) { // the end of the process frees it
            System.getLogger(HeldData.class.getName()).log(System.Logger.Level.DEBUG, "the folder stays locked", e);
        }
    }
}
