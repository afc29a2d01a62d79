package dev.azulejo.cli.option;

import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The bucket of a deployment's jobs, for operators: the option of all commands that look after either a machine or a
/// deployment.
public final class BucketOption {
    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description =
                    "The output WorkBucket of a deployment, to look after that; region and credentials are those of"
                            + " the AWS SDK.")
    private @Nullable String bucket;

    /// The bucket as a place; none if this machine is meant.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when it is no name of a bucket
    public Optional<URI> place() {
        if (bucket == null) {
            return Optional.empty();
        }
        if (!StorageUri.isBucketName(bucket)) {
            throw ExitCode.USAGE.failure(
                    "--bucket is '%s': a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens"
                            .formatted(bucket));
        }
        return Optional.of(URI.create("s3://" + bucket));
    }
}
