package dev.azulejo.integration.localstack;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/// LocalStack in a container. Functions run in containers beside it, from the image that AWS publishes for
/// Java 25.
record DockerLocalStack(LocalStackContainer container) implements LocalStack {
    private static final String IMAGE = "localstack/localstack:4.9.2";
    private static final String PLUGIN = "/opt/azulejo/plugin";

    static DockerLocalStack start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "LOCALSTACK_MODE=docker, but no Docker answers; with LOCALSTACK_MODE=host none is needed");
        }
        @SuppressWarnings("resource") // closed with the record
        var container = new LocalStackContainer(DockerImageName.parse(IMAGE))
                .withCopyFileToContainer(MountableFile.forHostPath(HostLocalStack.PLUGIN), PLUGIN)
                .withEnv("PYTHONPATH", PLUGIN)
                .withEnv("LAMBDA_RUNTIME_IMAGE_MAPPING", "{\"java25\": \"public.ecr.aws/lambda/java:25\"}");
        HostLocalStack.BEHAVIOUR.forEach(container::withEnv);
        container.start();
        return new DockerLocalStack(container);
    }

    @Override
    public URI endpoint() {
        return container.getEndpoint();
    }

    @Override
    public void close() {
        container.stop();
    }
}
