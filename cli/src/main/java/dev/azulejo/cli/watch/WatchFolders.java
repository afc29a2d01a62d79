package dev.azulejo.cli.watch;

import dev.azulejo.cli.exit.CommandFailure;
import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.LocalPlaces;
import dev.azulejo.cli.machine.UserFiles;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.CanonicalText.Hash;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The folders of a watch, of which none lies in another one.
///
/// @param inbox where files are put, without links
/// @param outbox where results and reports appear, without links
/// @param work where jobs and the journal are kept
public record WatchFolders(Path inbox, Path outbox, Path work) {
    private static final int NAME_DIGITS = 16;

    /// Never closed: a lock goes with the process. A channel that nobody holds is closed by the garbage collector,
    /// and its lock is gone.
    private static final Queue<FileChannel> LOCKED = new ConcurrentLinkedQueue<>();

    /// @param chosenWork where jobs are kept if not in the cache
    /// @throws CommandFailure when a folder is missing, or lies in another one
    public static WatchFolders of(Path inbox, Path outbox, @Nullable Path chosenWork, Path cache) {
        if (!Files.isDirectory(inbox)) {
            throw ExitCode.NO_INPUT.failure("%s is not a folder; make it, or name another INBOX".formatted(inbox));
        }
        if (!Files.isReadable(inbox)) {
            throw ExitCode.NO_INPUT.failure("%s may not be read; check its permissions".formatted(inbox));
        }
        var realInbox = real(inbox);
        refuseNested(realInbox, outbox);
        var realOutbox = UserFiles.writableFolder(outbox, "name another OUTBOX");
        refuseNested(realInbox, realOutbox);
        var work = chosenWork == null
                ? UserFiles.writableFolder(cache.resolve("work"), "set XDG_CACHE_HOME to a folder where you may write")
                : UserFiles.writableFolder(chosenWork, "name another folder with --work-dir");
        if (work.startsWith(realInbox)) {
            throw ExitCode.USAGE.failure(
                    "the work folder %s lies in the inbox, and would be watched; name another one with --work-dir"
                            .formatted(work));
        }
        return new WatchFolders(realInbox, realOutbox, work);
    }

    private static void refuseNested(Path inbox, Path outbox) {
        var absolute = outbox.toAbsolutePath().normalize();
        if (absolute.startsWith(inbox) || inbox.startsWith(absolute)) {
            throw ExitCode.USAGE.failure(
                    "inbox %s and outbox %s lie in each other: results would be taken for sources; name two separate folders"
                            .formatted(inbox, absolute));
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    public DropFolder dropFolder() {
        return new DropFolder(inboxUri(), LocalPlaces.folderUri(outbox));
    }

    URI inboxUri() {
        return LocalPlaces.folderUri(inbox);
    }

    Path journal() {
        return work.resolve("watch").resolve(name(inbox + "\n" + outbox)).resolve("journal");
    }

    /// Keeps a second watch away from the inbox as long as this process lives.
    ///
    /// @param folder where locks are kept
    /// @throws CommandFailure when there is another one
    public void lock(Path folder) {
        var file = folder.resolve("watch-" + name(inbox.toString()));
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (Optional.ofNullable(channel.tryLock()).isEmpty()) {
                channel.close();
                throw ExitCode.USAGE.failure(
                        "another azulejo watches %s already; end that one, or leave the work to it".formatted(inbox));
            }
            LOCKED.add(channel);
        } catch (IOException e) {
            throw ExitCode.DISK.failure("%s cannot be locked: %s".formatted(file, e.getMessage()));
        }
    }

    private static String name(String text) {
        return Hash.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, NAME_DIGITS);
    }
}
