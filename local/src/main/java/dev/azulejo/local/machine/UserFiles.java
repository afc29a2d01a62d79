package dev.azulejo.local.machine;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// Checks the user's files before any work is done.
public final class UserFiles {
    private UserFiles() {}

    /// The file itself, through all links that lead to it.
    public static Path readable(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw ExitCode.NO_INPUT.failure(
                        attributes.isDirectory()
                                ? "is not a file"
                                : "is a pipe or a device, not a file; give - and pipe it in");
            }
        } catch (NoSuchFileException e) {
            throw ExitCode.NO_INPUT.failure("there is no such file");
        } catch (FileSystemException e) {
            throw ExitCode.NO_INPUT.failure("cannot be read: " + e.getReason());
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("cannot be read: " + e.getMessage());
        }
        if (!Files.isReadable(file)) {
            throw ExitCode.NO_INPUT.failure("may not be read; check its permissions");
        }
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("cannot be read: " + e.getMessage());
        }
    }

    /// Checks a file that was the whole request, so its problem is reported with its name.
    public static Path readableByName(Path file) {
        try {
            return readable(file);
        } catch (CommandFailure failure) {
            throw failure.exitCode().failure("%s: %s".formatted(file, failure.line()));
        }
    }

    /// The destination of a result, in a folder that is made if it is not there.
    public static Path writable(Path destination) {
        if (Files.isSymbolicLink(destination)) {
            throw ExitCode.NO_OUTPUT.failure(destination + " is a link; name the file it leads to, or another one");
        }
        if (Files.isDirectory(destination)) {
            throw ExitCode.NO_OUTPUT.failure(destination + " is a folder; name a file");
        }
        var folder = destination.toAbsolutePath().getParent();
        if (folder == null) {
            throw ExitCode.NO_OUTPUT.failure(destination + " is not a file; name one");
        }
        return writableFolder(folder, "name another output with -o").resolve(destination.getFileName());
    }

    /// @param advice what to do when nothing can be written there
    public static Path writableFolder(Path folder, String advice) {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw ExitCode.NO_OUTPUT.failure("%s may not be written to; %s".formatted(folder, advice));
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw ExitCode.NO_OUTPUT.failure(
                    "%s cannot be made a folder (%s); %s".formatted(folder, e.getMessage(), advice));
        }
    }

    /// Refuses what deliver would refuse too, but only after all the work.
    ///
    /// @param madeFrom the source that azulejo made what lies at `destination` from, if it did
    public static void refuseOccupied(Path source, Path destination, Optional<String> madeFrom, boolean overwrite) {
        if (source.equals(destination)) {
            throw ExitCode.NO_OUTPUT.failure("would be overwritten by its own result; name another output with -o");
        }
        var ours = Provenance.sourceText(LocalPlaces.uriOf(source));
        if (madeFrom.isPresent() && !madeFrom.get().equals(ours)) {
            throw ExitCode.NO_OUTPUT.failure("%s is already the result of %s; choose another name for one of them"
                    .formatted(destination, madeFrom.get()));
        }
        if (Files.exists(destination) && madeFrom.isEmpty() && !overwrite) {
            throw ExitCode.NO_OUTPUT.failure(
                    "%s exists and was not made by azulejo; move it, or replace it with --overwrite"
                            .formatted(destination));
        }
    }
}
