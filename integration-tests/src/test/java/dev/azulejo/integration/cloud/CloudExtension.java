package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.LocalStack;
import dev.azulejo.integration.localstack.LocalStackExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// See [OnCloud]. Nothing is deleted afterwards: the server ends with the JVM. A class in which a role did what it may
/// not do is red, however its tests ended.
final class CloudExtension implements ParameterResolver, BeforeAllCallback, AfterAllCallback {
    private static final String REFUSED_BEFORE = "refused before";
    private static final Namespace NAMESPACE = Namespace.create(CloudExtension.class);

    /// Deploys before the first test, so that what a class's own roles were refused is told from what came before.
    @Override
    public void beforeAll(ExtensionContext context) {
        var test = context.getRequiredTestClass().getSimpleName();
        context.getStore(NAMESPACE)
                .put(REFUSED_BEFORE, seen(context, test).refused().size());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var seen = seen(context, "");
        if (Boolean.getBoolean("azulejo.write")) {
            NeededRights.write(cloud(context).stack(), seen.needed());
        }
        var refused = seen.refused();
        int before = context.getStore(NAMESPACE).getOrDefault(REFUSED_BEFORE, Integer.class, 0);
        assertThat(refused.subList(before, refused.size()))
                .as("what roles were refused")
                .isEmpty();
    }

    private static JudgedRoles seen(ExtensionContext context, String next) {
        return JudgedRoles.of(cloud(context).aws().endpoint(), next);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cloud(context);
    }

    private static Cloud cloud(ExtensionContext context) {
        AwsClients clients = LocalStackExtension.clients(context);
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(
                        Cloud.class, _ -> deploy(clients, LocalStackExtension.localStack(context)), Cloud.class);
    }

    /// With a pool, where LocalStack knows AWS Batch. Whoever wants workers of it says so: [HiredWorkers].
    private static Cloud deploy(AwsClients clients, LocalStack localStack) {
        if (!HiredWorkers.canBe(localStack)) {
            return Cloud.deploy(clients, "azulejo-tests", Map.of());
        }
        HiredWorkers.none(clients);
        return Cloud.deploy(clients, "azulejo-tests", Map.of("worker-jobs", HiredWorkers.NAME));
    }
}
