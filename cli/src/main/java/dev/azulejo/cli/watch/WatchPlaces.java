package dev.azulejo.cli.watch;

import dev.azulejo.cli.files.PlaceName;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The places of a watch, of which none lies in another one: folders of this machine, buckets, drives, as you like.
///
/// @param work where jobs and the journal are kept
public record WatchPlaces(Inbox inbox, Outbox outbox, Path work) {
    private static final int NAME_DIGITS = 16;

    /// @param inbox as it was written, as `outbox`
    /// @param chosenWork where jobs are kept if not in the cache
    /// @param open opens places that are no folders
    /// @throws CommandFailure when a folder is missing, or lies in another one
    public static WatchPlaces of(
            String inbox, String outbox, @Nullable Path chosenWork, Path cache, Function<URI, Storage> open) {
        var realInbox = PlaceName.isElsewhere(inbox) ? Optional.<Path>empty() : Optional.of(readable(Path.of(inbox)));
        if (PlaceName.isElsewhere(inbox) == PlaceName.isElsewhere(outbox)) {
            refuseNested(inbox, outbox, realInbox);
        }
        var realOutbox = PlaceName.isElsewhere(outbox)
                ? Optional.<Path>empty()
                : Optional.of(UserFiles.writableFolder(Path.of(outbox), "name another OUTBOX"));
        if (realInbox.isPresent() && realOutbox.isPresent()) {
            refuseNested(realInbox.get(), realOutbox.get());
        }
        var work = chosenWork == null
                ? UserFiles.writableFolder(cache.resolve("work"), "set XDG_CACHE_HOME to a folder where you may write")
                : UserFiles.writableFolder(chosenWork, "name another folder with --work-dir");
        if (realInbox.filter(work::startsWith).isPresent()) {
            throw ExitCode.USAGE.failure(
                    "the work folder %s lies in the inbox, and would be watched; name another one with --work-dir"
                            .formatted(work));
        }
        return new WatchPlaces(
                realInbox.<Inbox>map(FolderInbox::new).orElseGet(() -> elsewhere(inbox, open)),
                new Outbox(realOutbox.map(LocalPlaces::folderUri).orElseGet(() -> opened(outbox, open)), realOutbox),
                work);
    }

    private static Inbox elsewhere(String inbox, Function<URI, Storage> open) {
        var uri = PlaceName.place(inbox);
        return new PlaceInbox(uri, open.apply(uri));
    }

    /// Opens a place now, so that a problem with it is reported before any work.
    private static URI opened(String outbox, Function<URI, Storage> open) {
        var uri = PlaceName.place(outbox);
        var _ = open.apply(uri);
        return uri;
    }

    private static Path readable(Path inbox) {
        if (!Files.isDirectory(inbox)) {
            throw ExitCode.NO_INPUT.failure("%s is not a folder; make it, or name another INBOX".formatted(inbox));
        }
        if (!Files.isReadable(inbox)) {
            throw ExitCode.NO_INPUT.failure("%s may not be read; check its permissions".formatted(inbox));
        }
        return real(inbox);
    }

    private static void refuseNested(String inbox, String outbox, Optional<Path> realInbox) {
        if (realInbox.isPresent()) {
            refuseNested(realInbox.get(), Path.of(outbox));
            return;
        }
        var from = PlaceName.place(inbox);
        var to = PlaceName.place(outbox);
        if (StorageUri.overlap(from, to)) {
            throw nested(from, to);
        }
    }

    private static void refuseNested(Path inbox, Path outbox) {
        var absolute = outbox.toAbsolutePath().normalize();
        if (absolute.startsWith(inbox) || inbox.startsWith(absolute)) {
            throw nested(inbox, absolute);
        }
    }

    private static CommandFailure nested(Object inbox, Object outbox) {
        return ExitCode.USAGE.failure(
                "inbox %s and outbox %s lie in each other: results would be taken for sources; name two separate folders"
                        .formatted(inbox, outbox));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    public DropFolder dropFolder() {
        return new DropFolder(inbox.uri(), outbox.uri());
    }

    Path journal() {
        return work.resolve("watch")
                .resolve(name(inbox.name() + "\n" + outbox.name()))
                .resolve("journal");
    }

    /// Keeps a second watch away from the inbox.
    ///
    /// @param folder where locks are kept
    /// @return what holds the lock until it is closed or the process ends
    /// @throws CommandFailure when there is another one
    public FileChannel lock(Path folder) {
        var file = folder.resolve("watch-" + name(inbox.name()));
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (Optional.ofNullable(channel.tryLock()).isEmpty()) {
                channel.close();
                throw ExitCode.USAGE.failure("another azulejo watches %s already; end that one, or leave the work to it"
                        .formatted(inbox.name()));
            }
            return channel;
        } catch (IOException e) {
            throw ExitCode.DISK.failure("%s cannot be locked: %s".formatted(file, e.getMessage()));
        }
    }

    private static String name(String text) {
        return Hash.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, NAME_DIGITS);
    }
}
