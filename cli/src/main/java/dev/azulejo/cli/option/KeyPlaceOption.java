package dev.azulejo.cli.option;

import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import java.net.URI;
import java.nio.file.Files;
import picocli.CommandLine.Mixin;

/// Chooses between the keys of a server on this machine and those of a deployment.
public final class KeyPlaceOption {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private BucketOption bucket = new BucketOption();

    /// The place of jobs, which must exist: a mistyped name must not make keys that open nothing.
    public URI place() {
        var cloud = bucket.place();
        if (cloud.isPresent()) {
            if (data.isGiven()) {
                throw ExitCode.USAGE.failure("--data and --bucket do not go together");
            }
            return cloud.get();
        }
        var folder = data.folder(LocalConfig.fromEnvironment());
        var work = folder.resolve("work");
        if (!Files.isDirectory(work)) {
            throw ExitCode.NO_INPUT.failure(
                    "no server has worked in %s; name its folder with --data, or start it first: azulejo serve"
                            .formatted(folder));
        }
        return LocalPlaces.folderUri(work);
    }
}
