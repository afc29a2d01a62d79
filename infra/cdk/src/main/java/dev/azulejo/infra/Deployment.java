package dev.azulejo.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.constructs.Node;

/// What differs between deployments.
///
/// @param functionZip the artifact of `functions/pipeline`
/// @param workerImage name of the worker's container image
/// @param localstack whether it goes to LocalStack, which has no Batch: then the workers' part is left out, and
///     whoever deploys starts workers himself. Everything else is the same.
public record Deployment(Path functionZip, String workerImage, boolean localstack) {
    private static final Path DEFAULT_ZIP = Path.of("functions/pipeline/target/function.zip");
    private static final String DEFAULT_IMAGE = "azulejo-gpu-batch-worker:latest";

    public Deployment {
        if (!Files.isRegularFile(functionZip)) {
            throw new IllegalArgumentException(
                    ("%s is not there: build it (./mvnw -pl functions/pipeline -am package -DskipTests),"
                                    + " or name another with the context functionZip")
                            .formatted(functionZip));
        }
    }

    /// From the app's context: `functionZip`, `workerImage`, `localstack` (true or false).
    ///
    /// @param checkout the folder that the default artifact is looked for in
    static Deployment from(Node app, Path checkout) {
        return new Deployment(
                context(app, "functionZip").map(Path::of).orElse(checkout.resolve(DEFAULT_ZIP)),
                context(app, "workerImage").orElse(DEFAULT_IMAGE),
                context(app, "localstack").map(Boolean::parseBoolean).orElse(false));
    }

    private static Optional<String> context(Node app, String key) {
        return Optional.ofNullable(app.tryGetContext(key)).map(Object::toString);
    }
}
