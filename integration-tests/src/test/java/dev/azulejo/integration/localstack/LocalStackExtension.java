package dev.azulejo.integration.localstack;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// See [OnLocalStack].
final class LocalStackExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);

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
        var type = parameter.getParameter().getType();
        return type == LocalStack.class || type == AwsClients.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == LocalStack.class ? shared.localStack() : shared.clients();
    }
}
