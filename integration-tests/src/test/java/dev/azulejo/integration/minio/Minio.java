package dev.azulejo.integration.minio;

import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A running MinIO, which listens to this machine alone and keeps its buckets in a folder that goes with it.
record Minio(ServerProcess server, Path state) implements AutoCloseable {
    /// Runs its arguments as a program, and ends that when its own input ends, of which MinIO takes no notice.
    private static final String ENDED_BY_INPUT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            program=$!
            { cat <&3; kill $program; } >/dev/null 2>&1 &
            exec 3<&-
            wait $program""";

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MINIO_ROOT_USER",
            AwsClients.KEY,
            "MINIO_ROOT_PASSWORD",
            AwsClients.SECRET,
            "MINIO_BROWSER",
            "off", // no second port
            "MINIO_UPDATE",
            "off"); // asks nobody for newer ones

    /// @param folder for its log and its buckets; those of one before it are deleted
    static Minio start(Path program, Path folder) {
        var state = folder.resolve("state");
        try {
            CachedFolder.delete(state);
            Files.createDirectories(state.resolve("certificates"));
            Files.createDirectories(state.resolve("buckets"));
            var address = "127.0.0.1:" + ServerProcess.freePort();
            var builder = new ProcessBuilder("sh", "-c", ENDED_BY_INPUT, "sh", program.toString(), "server");
            builder.command().addAll(List.of("--address", address));
            builder.command()
                    .addAll(List.of("--certs-dir", state.resolve("certificates").toString()));
            builder.command().add(state.resolve("buckets").toString());
            builder.environment().keySet().retainAll(List.of("PATH")); // nothing that the user has set for another one
            builder.environment().putAll(ENVIRONMENT);
            var server = ServerProcess.start(
                    "MinIO",
                    builder,
                    URI.create("http://" + address),
                    "/minio/health/live",
                    folder.resolve("server.log"));
            return new Minio(server, state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        try {
            CachedFolder.delete(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
