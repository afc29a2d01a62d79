package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Doubles the size, so that each pixel occurs four times; a test may interfere before each tile.
final class DoublingModel implements Upscaler, Models {
    static final String ID = "span-x2";
    private final AtomicInteger tiles = new AtomicInteger();
    private volatile Runnable beforeTile = () -> {};

    void beforeTile(Runnable action) {
        beforeTile = action;
    }

    int tiles() {
        return tiles.get();
    }

    @Override
    public int scale() {
        return 2;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        beforeTile.run();
        tiles.incrementAndGet();
        for (int band = 0; band < output.bands(); band++) {
            for (int y = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++) {
                    int at = band * output.planeLength() + y * output.width() + x;
                    output.samples().put(at, input.at(band, x / 2, y / 2));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String fingerprint() {
        return "doubling";
    }

    @Override
    public List<ModelCard> cards() {
        return List.of(card(ID));
    }

    @Override
    public ModelCard card(String id) {
        if (!id.equals(ID)) {
            throw new PermanentFailure("there is no model " + id);
        }
        return new ModelCard(
                id,
                "1",
                "doubles pixels",
                "5e".repeat(32),
                "Apache-2.0",
                "https://example.org",
                2,
                1,
                new ReceptiveField.Radius(1),
                Boundary.REPLICATE,
                Set.of(),
                0.12,
                Map.of("cpu", 24),
                1_000,
                Map.of("cpu-core", 1.0));
    }

    @Override
    public Upscaler warm(Step step) {
        card(step.model());
        return this;
    }
}
