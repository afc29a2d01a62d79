package dev.azulejo.cli.option;

import dev.azulejo.core.history.JobBook;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Chooses the jobs to look after: those of this user's command and drop folders, of a server on this
/// machine, or of a deployment.
public final class JobPlaceOption {
    private static final int SHORTEST_BEGINNING = 4;
    private static final int MOST_SHOWN = 5;

    @Option(
            names = "--work-dir",
            paramLabel = "FOLDER",
            description = "The work folder that 'enhance' or 'watch' was given; your cache folder by default.")
    private @Nullable Path workFolder;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private BucketOption bucket = new BucketOption();

    /// The process that continues a job that is tried again.
    public enum Kind {
        /// The command that is run.
        MACHINE,
        /// A server, for the tenants of its API.
        SERVER,
        /// Functions and workers, by events.
        CLOUD
    }

    /// @param work the folder of jobs; of a deployment an empty path
    /// @param option as the next command has to say it again, with a space in front; empty for the usual place
    public record JobPlace(Kind kind, JobObjects objects, Path work, String option) {
        public JobBook book() {
            return new JobBook(objects);
        }

        /// The job that is meant.
        ///
        /// @param text its id, or enough of its beginning to tell it from all others
        /// @throws dev.azulejo.local.exit.CommandFailure when there is none, or several
        public JobId job(String text) {
            boolean isBeginning = text.length() >= SHORTEST_BEGINNING && text.matches("[0-9a-f]*");
            var found = isBeginning
                    ? book().beginningWith(text)
                    : Stream.<JobId>empty().toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            if (found.isEmpty()) {
                throw ExitCode.NO_INPUT.failure(
                        "there is no job '%s'; azulejo jobs list%s shows those there are".formatted(text, option));
            }
            throw ExitCode.USAGE.failure("%d jobs begin with %s: %s; give more of the id"
                    .formatted(
                            found.size(),
                            text,
                            found.stream().limit(MOST_SHOWN).map(JobId::text).collect(Collectors.joining(", "))));
        }
    }

    /// The place, which is there.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when it is not, or several are named
    public JobPlace place() {
        var cloud = bucket.place();
        long named = Stream.of(cloud.isPresent(), data.isGiven(), workFolder != null)
                .filter(isGiven -> isGiven)
                .count();
        if (named > 1) {
            throw ExitCode.USAGE.failure("--bucket, --data and --work-dir do not go together; name one place");
        }
        if (cloud.isPresent()) {
            var jobs = new StorageRouter(StorageSettings.of(MediaTypes::of)).jobStorage(cloud.get());
            return of(Kind.CLOUD, jobs, Path.of(""), " --bucket " + cloud.get().getAuthority());
        }
        var config = LocalConfig.fromEnvironment();
        if (data.isGiven()) {
            var folder = data.folder(config);
            return onDisk(
                    Kind.SERVER, folder.resolve("work"), " --data " + folder, "no server has worked in " + folder);
        }
        return workFolder == null
                ? onDisk(Kind.MACHINE, config.openedCache().resolve("work"), "", "nothing was enhanced here yet")
                : onDisk(Kind.MACHINE, workFolder, " --work-dir " + workFolder, "there is no folder " + workFolder);
    }

    private static JobPlace onDisk(Kind kind, Path work, String option, String otherwise) {
        if (!Files.isDirectory(work)) {
            throw ExitCode.NO_INPUT.failure(
                    otherwise + "; name a work folder with --work-dir, a server's folder with --data, or a deployment's"
                            + " work bucket with --bucket");
        }
        return of(kind, EmbeddedWiring.work(work), work, option);
    }

    private static JobPlace of(Kind kind, JobStorage work, Path folder, String option) {
        return new JobPlace(kind, new JobObjects(work, new JacksonCodec()), folder, option);
    }
}
