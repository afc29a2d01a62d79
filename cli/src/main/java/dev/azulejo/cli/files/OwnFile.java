package dev.azulejo.cli.files;

import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.SourceAccess;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/// A page or report about images: it appears whole or not at all, is no more readable than they are, and replaces
/// nothing but its own kind.
///
/// @param named as the user named it
/// @param command that makes it, such as `azulejo compare`; such a file says so in its first line
public record OwnFile(Path named, String command) {
    private static final int FIRST_LINE = 64;

    /// Writes what the file says.
    @FunctionalInterface
    public interface Content {
        /// @param folder where the file will lie
        void write(OutputStream out, Path folder) throws IOException;
    }

    /// The path of the file, if it may be there.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when another's file is there, or none can be
    public Path place() {
        var target = UserFiles.writable(named);
        try {
            if (Files.exists(target) && !isOwn(target)) {
                throw ExitCode.NO_OUTPUT.failure(
                        "%s exists and is no page of %s; name another with -o".formatted(named, command));
            }
            return target;
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /// @param images what it shows
    public void write(List<Path> images, Content content) {
        var target = place();
        var part = target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
        try {
            try {
                var places = EmbeddedWiring.places(LocalConfig.fromEnvironment());
                SourceAccess.toAll(images, places).prepare(part);
                part.toFile().deleteOnExit(); // also when the command is told to end
                try (var out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                    content.write(out, target.toAbsolutePath().resolveSibling(""));
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private RuntimeException unwritten(IOException why) {
        return ExitCode.DISK.failure("%s cannot be written: %s".formatted(named, why.getMessage()));
    }

    private boolean isOwn(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(FIRST_LINE), StandardCharsets.UTF_8).contains(command);
        }
    }
}
