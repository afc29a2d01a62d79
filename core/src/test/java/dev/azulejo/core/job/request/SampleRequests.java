package dev.azulejo.core.job.request;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests as intake would write them.
public final class SampleRequests {
    public static final URI PHOTOS = URI.create("file:///home/ana/photos/");
    public static final SourceRef SOURCE =
            new SourceRef(new StorageUri(PHOTOS, "a.png"), "sha256:" + "0a".repeat(32), 1_000_000);
    public static final StorageUri DESTINATION = new StorageUri(PHOTOS, "a-large.png");

    private SampleRequests() {}

    public static JobRequest of(List<ModelCard> cards, ImageFormat format, GeometrySpec geometry) {
        return runBy(null, cards, format, geometry);
    }

    /// @param engine as steps name it; null for the usual one
    public static JobRequest runBy(
            @Nullable String engine, List<ModelCard> cards, ImageFormat format, GeometrySpec geometry) {
        return JobRequest.of(
                SOURCE,
                1,
                Chain.of(
                        "sample",
                        cards.stream()
                                .map(card -> new Step(card.id(), card.sha256(), null, engine))
                                .toList(),
                        cards.stream().mapToInt(ModelCard::scale).reduce(1, Math::multiplyExact)),
                WantedResult.of(ResultEncoding.of(format), DESTINATION),
                geometry,
                List.of());
    }
}
