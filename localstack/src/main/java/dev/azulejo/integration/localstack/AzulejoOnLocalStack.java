package dev.azulejo.integration.localstack;

import dev.azulejo.infra.AzulejoApp;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Deploys what `infra/cdk` synthesizes on LocalStack, with the functions that were built in this checkout.
public final class AzulejoOnLocalStack {
    private static final Path FUNCTIONS = Checkout.ROOT.resolve("functions/pipeline/target/function.zip");
    private static final Path API = Checkout.ROOT.resolve("functions/gateway/target/function.zip");

    /// Types of resources that LocalStack does not have, and that are not needed.
    private static final Set<String> LEFT_OUT = Set.of("AWS::CDK::Metadata");

    /// An optional bucket whose files callers of the API may have read, each caller those below its name.
    public static final String PHOTOS = "photos-of-callers";

    /// An optional bucket that callers of the API may have results put into, each caller below its name.
    public static final String SHELVES = "shelves-of-callers";

    /// Another one, for all, that may not be there yet.
    public static final String LATE_SHELF = "late-shelf-of-callers";

    /// Whose pages may use the API.
    public static final String SHOP = "https://shop.example.com";

    private AzulejoOnLocalStack() {}

    /// @param assembly folder for what is synthesized
    /// @param stack a name that no other deployment has
    /// @param routes drop folders in drives, as JSON
    /// @param more context beside the usual one
    public static DeployedStack deploy(
            AwsClients aws, Path assembly, String stack, String routes, Map<String, String> more) {
        var context = new TreeMap<String, Object>(more);
        context.put("allow-origins", SHOP);
        context.putAll(Map.of(
                "stack",
                stack,
                "localstack",
                "true",
                "profile",
                "dev", // it has no dashboards
                "allow-networks",
                "127.0.0.0/8", // all of this cloud lies there
                "allow-places",
                "s3://%s/{tenant},write:s3://%s/{tenant},write:s3://%s".formatted(PHOTOS, SHELVES, LATE_SHELF),
                "routes",
                routes,
                "functionZip",
                FUNCTIONS.toString(),
                "apiZip",
                API.toString()));
        AzulejoApp.synthesize(assembly, context);
        try {
            return new Deployer(aws, LEFT_OUT).deploy(assembly, stack, stack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
