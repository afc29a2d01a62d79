package dev.azulejo.integration.cloud;

import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.LocalStackExtension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// See [OnCloud]. Nothing is deleted afterwards: the server ends with the JVM.
final class CloudExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(CloudExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        AwsClients clients = LocalStackExtension.clients(context);
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Cloud.class, _ -> Cloud.deploy(clients, "azulejo-tests"), Cloud.class);
    }
}
