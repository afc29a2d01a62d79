package dev.azulejo.integration.minio;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.localstack.AwsClients;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.s3.S3Client;

/// See [OnMinio].
public final class MinioExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MinioExtension.class);
    private static final Set<Class<?>> RESOLVED = Set.of(AwsClients.class, S3Client.class);
    private static final Path FOLDER = Checkout.ROOT.resolve("integration-tests/target/minio");

    private sealed interface Shared extends AutoCloseable {
        @Override
        void close();
    }

    /// JUnit closes what lies in its stores, this one after the last test of the JVM.
    private record Running(Minio minio, AwsClients clients) implements Shared {
        @Override
        public void close() {
            clients.close();
            minio.close();
        }
    }

    private record Missing(String reason) implements Shared {
        @Override
        public void close() {}
    }

    private static Shared start() {
        try {
            var minio = Minio.start(MinioProgram.ofThisUser().path(), FOLDER);
            return new Running(minio, new AwsClients(minio.server().endpoint()));
        } catch (NotObtainable e) {
            return new Missing(Objects.requireNonNull(e.getMessage()));
        }
    }

    private static Shared shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Shared.class, _ -> start(), Shared.class);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (shared(context)) {
            case Running _ -> ConditionEvaluationResult.enabled("a second S3 runs");
            case Missing(var reason) -> ConditionEvaluationResult.disabled(reason);
        };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return RESOLVED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var clients = ((Running) shared(context)).clients();
        return parameter.getParameter().getType() == AwsClients.class
                ? clients
                : clients.client(S3Client.builder().forcePathStyle(true));
    }
}
