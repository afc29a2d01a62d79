package dev.azulejo.core.intake;

import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// From an order to `request.json`: finds out which version of the source lies there and pins everything that
/// decides the result. The same order for the same bytes is the same job, however often it comes.
public final class IntakeStage {
    private final JobObjects objects;
    private final JobEnding ending;
    private final Places places;
    private final Models models;

    public IntakeStage(JobObjects objects, Places places, Models models) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.places = places;
        this.models = models;
    }

    /// @return the request, written; of a job that is refused at once when the order cannot be met
    /// @throws dev.azulejo.storage.NoSuchObject when there is no source
    public JobRequest run(Order order) {
        var request = resolve(order);
        objects.add(request);
        if (request.steps().isEmpty()) {
            ending.end(new Outcome.Rejected(
                    Outcome.SCHEMA,
                    request.job(),
                    objects.attempt(request.job()),
                    request.source(),
                    Reason.UNKNOWN_OPTION,
                    unknownRecipe(order.recipe())));
        }
        return request;
    }

    /// What is wrong with a recipe of that name, and what there is instead.
    public static String unknownRecipe(String name) {
        return "there is no recipe '%s'; there are %s"
                .formatted(name, Recipes.all().stream().map(Recipe::name).collect(Collectors.joining(", ")));
    }

    /// The request for an order, without writing anything.
    public JobRequest resolve(Order order) {
        var recipe = Recipes.named(order.recipe());
        var storage = places.open(order.source().place());
        var version = storage.version(order.source().key());
        long bytes = storage.stat(order.source().key()).orElseThrow().bytes();
        var format = order.format()
                .or(() -> sniff(storage, order.source().key(), bytes))
                .orElse(ImageFormat.PNG);
        return JobRequest.of(
                new SourceRef(order.source(), version, bytes),
                order.recipe(),
                recipe.map(this::steps).orElse(List.of()),
                recipe.map(Recipe::scale).orElse(1),
                new OutputSpec(format, order.quality(), OutputSpec.DEFAULT_DEFLATE_LEVEL),
                order.geometry(),
                order.destination());
    }

    private List<Step> steps(Recipe recipe) {
        return recipe.models().stream()
                .map(id -> new Step(id, models.card(id).sha256()))
                .toList();
    }

    private static Optional<ImageFormat> sniff(Storage storage, String key, long bytes) {
        int length = (int) Math.min(bytes, ImageFormat.SNIFFED_BYTES);
        return ImageFormat.sniff(storage.readRange(key, 0, length));
    }
}
