package dev.azulejo.cli.files;

import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.job.key.CanonicalText;
import dev.azulejo.core.local.LocalCleanup;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The standard input as a source and the standard output as a destination, by way of files in the work folder: a
/// source is read more than once, and a result is shown when it is whole. The same input with the same options has the
/// same files, so that a run that was killed goes on; another one at the same time waits. For one thread.
public final class Pipes implements AutoCloseable {
    /// The name of a pipe on the command line. A file of that name is `./-`.
    public static final String NAME = "-";

    private static final String SOURCE = "standard-input";

    private final Supplier<Path> workFolder;
    private final PipedOptions options;
    private final LocalPlaces places;
    private @Nullable Path ours;
    private @Nullable FileChannel lock;

    /// @param workFolder makes the folder where jobs are kept; not asked where no pipe is used
    public Pipes(Supplier<Path> workFolder, PipedOptions options, LocalPlaces places) {
        this.workFolder = workFolder;
        this.options = options;
        this.places = places;
    }

    /// The inputs as files: what comes by the standard input lies in one from now on.
    ///
    /// @param wanted decides with the input which files these are
    public List<String> inputs(Enhancement wanted, InputStream in, Limits limits) {
        if (!options.reads() && !options.writes()) {
            return options.inputs();
        }
        var folder = workFolder.get().resolve("pipes");
        try {
            Files.createDirectories(folder);
            expire(folder, Instant.now().minus(LocalCleanup.KEPT));
            if (!options.reads()) {
                own(
                        folder,
                        Path.of("").toAbsolutePath() + "/" + options.inputs().getFirst(),
                        wanted);
                return options.inputs();
            }
            var spool = Spool.of(in, folder, limits);
            var file = own(folder, spool.hash(), wanted).resolve(SOURCE);
            Files.move(spool.file(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return List.of(file.toString());
        } catch (IOException e) {
            throw ExitCode.DISK.failure("%s cannot be used: %s".formatted(folder, e.getMessage()));
        }
    }

    /// The output as `-o` would name it.
    public @Nullable Path output() {
        var mine = ours;
        if (!options.writes() || mine == null) {
            return options.output();
        }
        return UserFiles.writableFolder(mine.resolve("result"), "name another folder with --work-dir");
    }

    /// A file as the user knows it.
    public Path shown(Path file) {
        var mine = ours;
        return mine != null && file.toAbsolutePath().startsWith(mine) ? Path.of(NAME) : file;
    }

    /// Copies the whole result to the standard output.
    ///
    /// @throws CommandFailure when it does not take it all
    public void show(Path result, OutputStream out) {
        try {
            Files.copy(result, out);
            out.flush();
        } catch (IOException e) {
            throw ExitCode.NO_OUTPUT.failure("the standard output did not take the result: " + e.getMessage());
        }
    }

    private Path own(Path folder, String source, Enhancement wanted) throws IOException {
        var name = new CanonicalText()
                .add("source", source)
                .add("wanted", wanted.toString())
                .hash()
                .hex();
        var mine = folder.resolve(name);
        lock = FileChannel.open(folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        Files.createDirectories(mine);
        ours = mine;
        return mine;
    }

    /// Deletes what killed runs have left, after some days.
    private void expire(Path folder, Instant before) throws IOException {
        List<Path> old;
        try (var files = Files.list(folder)) {
            old = files.filter(file -> modified(file).isBefore(before)).toList();
        }
        for (var file : old) {
            delete(file);
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX; // another run has removed it
        }
    }

    private void delete(Path root) throws IOException {
        List<Path> all;
        try (var files = Files.walk(root)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : all) {
            if (Files.isRegularFile(file)) {
                var uri = LocalPlaces.uriOf(file);
                places.open(uri.place()).delete(uri.key()); // with what is remembered of it
            } else {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Drops source and result; what cannot be dropped now goes some days later.
    @Override
    public void close() {
        var mine = ours;
        try {
            if (mine != null) {
                delete(mine);
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException | StorageFailure e) {
            System.getLogger(Pipes.class.getName()).log(System.Logger.Level.DEBUG, "files of a pipe stay", e);
        }
    }
}
