package dev.azulejo.integration.localstack;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.s3.S3Client;

/// See [OnLocalStack].
public final class LocalStackExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);
    private static final Set<Class<?>> RESOLVED = Set.of(LocalStack.class, AwsClients.class, S3Client.class);

    /// The server and its clients. JUnit closes what lies in its stores, this one after the last test of the JVM.
    private record Shared(LocalStack localStack, AwsClients clients) implements AutoCloseable {
        static Shared start() {
            var localStack = LocalStack.start();
            return new Shared(localStack, new AwsClients(localStack.endpoint()));
        }

        @Override
        public void close() {
            clients.close();
            localStack.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return RESOLVED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared = shared(context);
        var type = parameter.getParameter().getType();
        if (type == S3Client.class) {
            return shared.clients().s3();
        }
        return type == LocalStack.class ? shared.localStack() : shared.clients();
    }

    /// For extensions that stand on this one.
    public static AwsClients clients(ExtensionContext context) {
        return shared(context).clients();
    }

    /// Likewise.
    public static LocalStack localStack(ExtensionContext context) {
        return shared(context).localStack();
    }

    /// Whether it is a process of this machine, with our plugin: only that one knows AWS Batch.
    public static boolean isOnHost(LocalStack localStack) {
        return localStack instanceof HostLocalStack;
    }

    private static Shared shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
    }
}
