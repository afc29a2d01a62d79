package dev.azulejo.cli.option;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.cli.machine.LocalPlaces;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose keys: those of a server on this machine, or of a deployment.
public final class KeyPlaceOption {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "The output WorkBucket of a deployment, for the keys of its API; region and credentials are"
                    + " those of the AWS SDK.")
    private @Nullable String bucket;

    /// The place of jobs, which is there: a slip in a name shall not make keys that open nothing.
    public URI place() {
        if (bucket != null) {
            if (data.isGiven()) {
                throw ExitCode.USAGE.failure("--data and --bucket do not go together");
            }
            if (!StorageUri.isBucketName(bucket)) {
                throw ExitCode.USAGE.failure(
                        "--bucket is '%s': a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens"
                                .formatted(bucket));
            }
            return URI.create("s3://" + bucket);
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
