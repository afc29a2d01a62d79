package dev.azulejo.core.intake;

import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Storage;
import java.util.List;
import java.util.Optional;

/// From an order to `request.json`: finds out which version of the source lies there and pins everything that
/// decides the result. The same order for the same bytes is the same job, however often it comes.
public final class IntakeStage {
    private final JobObjects objects;
    private final Places places;
    private final ModelCards models;

    public IntakeStage(JobObjects objects, Places places, ModelCards models) {
        this.objects = objects;
        this.places = places;
        this.models = models;
    }

    /// @return the request, written; a recipe that does not exist has no steps, and plan refuses it
    /// @throws NoSuchObject when there is no source
    public JobRequest run(Order order) {
        var request = resolve(order);
        objects.add(request);
        return request;
    }

    /// The request for an order, without writing anything.
    public JobRequest resolve(Order order) {
        var recipe = Recipes.named(order.recipe());
        var storage = places.open(order.source().place());
        var version = storage.version(order.source().key());
        long bytes = storage.stat(order.source().key())
                .orElseThrow(() -> new NoSuchObject("no object " + order.source(), null))
                .bytes();
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
