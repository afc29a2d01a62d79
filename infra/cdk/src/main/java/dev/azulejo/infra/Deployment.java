package dev.azulejo.infra;

import dev.azulejo.core.intake.Route;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.events.JsonRoutes;
import dev.azulejo.storage.AllowedPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.constructs.Node;

/// The settings in which deployments differ.
///
/// @param functionZip the artifact of `functions/pipeline`
/// @param apiZip the artifact of `functions/gateway`
/// @param workerTag image of the stack's repository that workers run
/// @param alarmEmail address that receives alarms; if there is none, only those who subscribe to the topic
///     themselves
/// @param localstack whether it goes to LocalStack, which has no Batch: then the workers' part is left out,
///     and the operator starts workers. Everything else is the same.
/// @param allowedNetworks private ones that webhooks and files on the web may lie in, with commas between them
/// @param allowedPlaces of other buckets, that callers of the API may have files read from, or results put into
/// @param allowedOrigins of pages that may use the API in a browser, with commas between them
/// @param routes drop folders in drives
/// @param monthlyBudget US dollars
/// @param limits of sources that differ from their standard values, as texts
public record Deployment(
        Path functionZip,
        Path apiZip,
        String workerTag,
        Optional<String> alarmEmail,
        boolean localstack,
        Optional<String> allowedNetworks,
        List<AllowedPlace> allowedPlaces,
        Optional<String> allowedOrigins,
        Optional<String> pulledModels,
        List<Route> routes,
        Profile profile,
        Optional<Integer> monthlyBudget,
        Map<Limit, String> limits,
        Fleet fleet) {
    private static final Path DEFAULT_ZIP = Path.of("functions/pipeline/target/function.zip");
    private static final Path DEFAULT_API_ZIP = Path.of("functions/gateway/target/function.zip");
    private static final String DEFAULT_TAG = "latest";
    /// The form of an image's tag that `docker push` accepts (specification of the OCI distribution).
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    /// The most characters of routes: the environment of a function has 4 KB ("Lambda quotas", AWS Lambda
    /// Developer Guide).
    private static final int MOST_ROUTE_CHARACTERS = 2_500;

    private static final Pattern DOLLARS = Pattern.compile("[1-9][0-9]{0,6}");

    /// RFC 6454, 6.2, as browsers write it.
    private static final Pattern ORIGINS =
            Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+(,https?://[a-z0-9.\\-\\[\\]:]+)*");

    private static final Pattern MODELS = Pattern.compile("[a-z0-9-]+(,[a-z0-9-]+)*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    public Deployment {
        limits = Map.copyOf(limits);
        allowedPlaces = List.copyOf(allowedPlaces);
        routes = List.copyOf(routes);
        if (JsonRoutes.text(routes).length() > MOST_ROUTE_CHARACTERS) {
            throw new IllegalArgumentException("the context routes has %d characters, at most %d are taken"
                    .formatted(JsonRoutes.text(routes).length(), MOST_ROUTE_CHARACTERS));
        }
        allowedPlaces.stream().filter(AllowedPlace::isOnDisk).findFirst().ifPresent(place -> {
            throw new IllegalArgumentException(
                    "the context allow-places names %s, which is no bucket".formatted(place));
        });
        allowedOrigins.filter(origins -> !ORIGINS.matcher(origins).matches()).ifPresent(origins -> {
            throw new IllegalArgumentException(
                    "the context allow-origins is '%s': give origins, such as https://shop.example.com, without a path, with"
                                    .formatted(origins)
                            + " commas between them");
        });
        pulledModels.filter(models -> !MODELS.matcher(models).matches()).ifPresent(models -> {
            throw new IllegalArgumentException(
                    "the context pulled-models is '%s': give ids of models, such as x4plus, with commas between them"
                            .formatted(models));
        });
        limits.forEach((limit, text) -> limit.refusal(text).ifPresent(refusal -> {
            throw new IllegalArgumentException("the context %s %s".formatted(limit.option(), refusal));
        }));
        if (!TAG.matcher(workerTag).matches()) {
            throw new IllegalArgumentException(
                    "the context worker-tag is '%s': name a tag, such as latest or 2026-11-26".formatted(workerTag));
        }
        alarmEmail.filter(email -> !EMAIL.matcher(email).matches()).ifPresent(email -> {
            throw new IllegalArgumentException(
                    "the context alarm-email is '%s': give one address, such as you@example.com".formatted(email));
        });
        if (monthlyBudget.isPresent() && alarmEmail.isEmpty()) {
            throw new IllegalArgumentException("the context monthly-budget needs an address: give alarm-email, too");
        }
        checkIsBuilt(functionZip, "functions/pipeline", "functionZip");
        checkIsBuilt(apiZip, "functions/gateway", "apiZip");
    }

    private static void checkIsBuilt(Path zip, String module, String key) {
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException(
                    "%s is not there: build it (./mvnw -pl %s -am package -DskipTests), or name another with the context %s"
                            .formatted(zip, module, key));
        }
    }

    /// Reads the app's context: each [ContextKey], and limits such as `max-pixels`.
    ///
    /// @param checkout the folder that the default artifact is looked for in
    /// @throws IllegalArgumentException when a key is unknown, or a value is invalid
    static Deployment from(Node app, Path checkout) {
        if (app.getAllContext() instanceof Map<?, ?> given) {
            given.keySet()
                    .forEach(key -> ContextKey.refusal(key.toString()).ifPresent(refusal -> {
                        throw new IllegalArgumentException(refusal);
                    }));
        }
        return new Deployment(
                context(app, ContextKey.FUNCTION_ZIP).map(Path::of).orElse(checkout.resolve(DEFAULT_ZIP)),
                context(app, ContextKey.API_ZIP).map(Path::of).orElse(checkout.resolve(DEFAULT_API_ZIP)),
                context(app, ContextKey.WORKER_TAG).orElse(DEFAULT_TAG),
                context(app, ContextKey.ALARM_EMAIL),
                context(app, ContextKey.LOCALSTACK).map(Deployment::isTrue).orElse(false),
                context(app, ContextKey.ALLOW_NETWORKS),
                allowedPlaces(app),
                context(app, ContextKey.ALLOW_ORIGINS),
                context(app, ContextKey.PULLED_MODELS),
                routes(app),
                context(app, ContextKey.PROFILE).map(Profile::named).orElse(Profile.PROD),
                context(app, ContextKey.MONTHLY_BUDGET).map(Deployment::dollars),
                limits(app),
                Fleet.from(app));
    }

    /// The allowed places as the functions' environment has them.
    Optional<String> allowedPlacesText() {
        return allowedPlaces.stream().map(AllowedPlace::toString).reduce((one, other) -> one + "," + other);
    }

    private static List<AllowedPlace> allowedPlaces(Node app) {
        try {
            return context(app, ContextKey.ALLOW_PLACES)
                    .map(AllowedPlace::parseAll)
                    .orElse(List.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the context allow-places: " + e.getMessage(), e);
        }
    }

    private static List<Route> routes(Node app) {
        try {
            return context(app, ContextKey.ROUTES).map(JsonRoutes::parse).orElse(List.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the context routes: " + e.getMessage(), e);
        }
    }

    private static Map<Limit, String> limits(Node app) {
        var limits = new EnumMap<Limit, String>(Limit.class);
        for (var limit : Limit.values()) {
            context(app, limit.option()).ifPresent(text -> limits.put(limit, text));
        }
        return limits;
    }

    private static int dollars(String text) {
        if (!DOLLARS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "the context monthly-budget is '%s': give whole US dollars, such as 100".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static boolean isTrue(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("the context localstack is '%s': give true or false".formatted(text));
        }
        return text.equals("true");
    }

    private static Optional<String> context(Node app, ContextKey key) {
        return context(app, key.text());
    }

    private static Optional<String> context(Node app, String key) {
        return Optional.ofNullable(app.tryGetContext(key)).map(Object::toString);
    }
}
