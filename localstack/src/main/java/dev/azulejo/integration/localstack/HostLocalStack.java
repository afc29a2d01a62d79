package dev.azulejo.integration.localstack;

import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.python.PythonPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// LocalStack as a process of this machine, for places without Docker. Functions are processes too (see
/// `src/main/localstack/plugin`). All of them end when this JVM does, even by kill -9: the pipe that the
/// server reads from then ends.
final class HostLocalStack implements LocalStack {
    private static final Path MODULE = Checkout.ROOT.resolve("localstack");
    private static final Path SOURCES = MODULE.resolve("src/main/localstack");
    static final Path PLUGIN = SOURCES.resolve("plugin");

    /// Settings that the container has, too: short delays, where AWS has minutes.
    static final Map<String, String> BEHAVIOUR = Map.of(
            "LAMBDA_RETRY_BASE_DELAY", "1",
            "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120",
            "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC", "1",
            "SQS_ENDPOINT_STRATEGY", "path", // addresses of queues without names that do not resolve
            "SQS_DISABLE_CLOUDWATCH_METRICS", "1", // a request to itself for each message
            "DISABLE_EVENTS", "1",
            "SKIP_SSL_CERT_DOWNLOAD", "1",
            "EAGER_SERVICE_LOADING", "0");

    private final ServerProcess server;

    private HostLocalStack(ServerProcess server) {
        this.server = server;
    }

    /// @param folder for what the server writes; leftovers of an earlier server are deleted
    static HostLocalStack start(Path folder) {
        return start(folder, 0);
    }

    /// @param wantedPort port on this machine's own address; 0 for any free one
    static HostLocalStack start(Path folder, int wantedPort) {
        var packages = packages().install();
        try {
            int port = wantedPort == 0 ? ServerProcess.freePort() : wantedPort;
            var state = folder.resolve("state");
            CachedFolder.delete(state);
            for (var made : List.of("tmp", "cache", "home", "root")) {
                Files.createDirectories(state.resolve(made));
            }
            var builder = new ProcessBuilder(packages.python(), "-s", "-B", "-m", "azulejo_localstack");
            var environment = builder.environment();
            environment.keySet().retainAll(List.of("PATH")); // nothing that the user has set for AWS or for Python
            environment.putAll(BEHAVIOUR);
            environment.putAll(folders(state, folder.resolve("functions")));
            environment.put("PYTHONPATH", packages.folder() + ":" + PLUGIN);
            environment.put("GATEWAY_LISTEN", "127.0.0.1:" + port);
            environment.put("LOCALSTACK_HOST", "127.0.0.1:" + port);
            environment.put("DNS_ADDRESS", "0"); // no name server
            environment.put("LAMBDA_RUNTIME_EXECUTOR", "host");
            var endpoint = URI.create("http://127.0.0.1:" + port);
            return new HostLocalStack(ServerProcess.start(
                    "LocalStack", builder, endpoint, "/_localstack/health", folder.resolve("server.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> folders(Path state, Path functionLogs) {
        return Map.of(
                "OVERRIDE_IN_DOCKER", "0", // else it writes where it would in its image
                "FILESYSTEM_ROOT", state.resolve("root").toString(),
                "TMPDIR", state.resolve("tmp").toString(),
                "HOME", state.resolve("home").toString(),
                "XDG_CACHE_HOME", state.resolve("cache").toString(),
                "AZULEJO_HOST_STATE", state.toString(),
                "AZULEJO_HOST_LOGS", functionLogs.toString(),
                "AZULEJO_HOST_JAVA",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "AZULEJO_HOST_RUNTIME_CLIENT",
                        MODULE.resolve("target/lambda-runtime-client").toString());
    }

    private static PythonPackages packages() {
        var requirements = SOURCES.resolve("requirements.txt");
        var constraints = SOURCES.resolve("constraints.txt");
        return new PythonPackages(
                "test-localstack",
                List.of("python3.11", "python3.12", "python3.13", "python3"),
                11,
                "LocalStack needs Docker, or Python 3.11 or newer with pip:"
                        + " apt install python3 python3-pip python3-venv, or brew install python",
                List.of(requirements, constraints),
                List.of(
                        "--use-pep517",
                        "--requirement",
                        requirements.toString(),
                        "--constraint",
                        constraints.toString()),
                Checkout.USER_CACHE);
    }

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    long pid() {
        return server.process().pid();
    }

    @Override
    public void close() {
        server.close();
    }
}
