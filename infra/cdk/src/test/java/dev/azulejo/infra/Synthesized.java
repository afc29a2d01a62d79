package dev.azulejo.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.core.intake.Route;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.storage.AllowedPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Template;

/// A stack as it would be deployed, with a stand-in for the functions' artifact.
record Synthesized(AzulejoStack stack, JsonNode template, Annotations annotations) {
    private static final List<Route> ROUTES = List.of(
            new Route("shop", URI.create("dropbox:/in/"), URI.create("onedrive://shop/out/"), Optional.empty()));

    /// As the deployment on LocalStack has them, whose requests are the evidence.
    private static final List<AllowedPlace> PLACES = AllowedPlace.parseAll(
            "s3://photos-of-callers/{tenant}, write:s3://shelves-of-callers/{tenant}, write:s3://late-shelf-of-callers");

    static final Synthesized CLOUD = of(false, Profile.PROD);
    static final Synthesized DEV = of(false, Profile.DEV);
    static final Synthesized LOCALSTACK = of(true, Profile.PROD);

    static Synthesized of(boolean localstack, Profile profile) {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "stacks")), "stack-")
                    .toAbsolutePath();
            var zip = standIn(folder);
            var app = new App(AppProps.builder()
                    .outdir(folder.resolve("out").toString())
                    .analyticsReporting(false)
                    .build());
            var stack = AzulejoApp.stack(app, deployment(zip, localstack, profile, Map.of(Limit.PIXELS, "2G")));
            var json = new ObjectMapper()
                    .<JsonNode>valueToTree(Template.fromStack(stack).toJSON());
            return new Synthesized(stack, json, Annotations.fromStack(stack));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Deployment deployment(Path zip, boolean localstack, Profile profile, Map<Limit, String> limits) {
        return new Deployment(
                zip,
                zip,
                "latest",
                Optional.of("people@example.com"),
                localstack,
                Optional.empty(),
                PLACES,
                Optional.empty(),
                Optional.empty(),
                ROUTES,
                profile,
                Optional.of(100),
                limits,
                Fleet.DEFAULT);
    }

    static Path standIn(Path folder) throws IOException {
        return Files.write(
                folder.resolve("function.zip"),
                new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }

    /// Properties of all resources of `type`, by logical id.
    Map<String, JsonNode> resources(String type) {
        return template.get("Resources").properties().stream()
                .filter(entry -> entry.getValue().get("Type").asText().equals(type))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().path("Properties"),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
