package dev.azulejo.integration.localstack;

import dev.azulejo.integration.Checkout;
import java.net.URI;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/// A running LocalStack 4.9.2, which can be reached only from this machine. Tests get theirs by
/// `OnLocalStack`.
public sealed interface LocalStack extends AutoCloseable permits DockerLocalStack, ExternalLocalStack, HostLocalStack {
    /// The default port of LocalStack.
    int USUAL_PORT = 4566;

    /// The folder below which the servers and functions of tests write.
    Path FOLDER = Checkout.ROOT.resolve("integration-tests/target/localstack");

    /// The address of all services.
    URI endpoint();

    /// Ends the server and all its functions, unless it was started by other means.
    @Override
    void close();

    /// Starts a server as `LOCALSTACK_MODE` says (see [LocalStackMode]).
    static LocalStack start() {
        return start(FOLDER, 0);
    }

    /// Starts a server as `LOCALSTACK_MODE` says (see [LocalStackMode]).
    ///
    /// @param folder for what a process of this machine and its functions write
    /// @param port where such a process listens; 0 for any that is free
    static LocalStack start(Path folder, int port) {
        var mode = LocalStackMode.chosen(System.getenv(), System.getProperties());
        return switch (mode) {
            case DOCKER -> DockerLocalStack.start();
            case HOST -> HostLocalStack.start(folder, port);
            case EXTERNAL -> ExternalLocalStack.at(System.getenv());
            case AUTO ->
                DockerClientFactory.instance().isDockerAvailable()
                        ? DockerLocalStack.start()
                        : HostLocalStack.start(folder, port);
        };
    }
}
