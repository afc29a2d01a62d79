package dev.azulejo.core.model;

import dev.azulejo.core.port.ModelCards;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/// All models that recipes name, with what recipes look at; the rest is invented. Tests override what
/// they want otherwise.
public class SampleModels implements ModelCards {
    @Override
    public List<ModelCard> cards() {
        return Stream.concat(
                        Stream.of(
                                SampleCards.card("azulejo-photo-x2", 2, 21),
                                SampleCards.card("azulejo-photo-x4", 4, 21),
                                SampleCards.card("azulejo-restore-x2", 2, 21),
                                SampleCards.card("azulejo-unsharp", 1, 14),
                                SampleCards.card("azulejo-restore-x4", 4, 21),
                                SampleCards.card("animevideo-x2", 2, 18),
                                SampleCards.card("animevideo-x4", 4, 18),
                                SampleCards.card("cunet-denoise0", 1, 28),
                                SampleCards.card("cunet-denoise1", 1, 28),
                                SampleCards.card("cunet-denoise2", 1, 28),
                                SampleCards.card("cunet-denoise3", 1, 28),
                                SampleCards.card("maxim-deblur", 1, 32),
                                SampleCards.card("span-x2", 2, 21),
                                SampleCards.card("span-x4", 4, 21),
                                SampleCards.card("x4plus", 4, 64)),
                        Stream.of(denoiser()))
                .toList();
    }

    private static ModelCard denoiser() {
        return new ModelCard(
                "ffdnet",
                "1",
                "a model for tests",
                "5e".repeat(32),
                "MIT",
                "https://example.org",
                1,
                2,
                new ReceptiveField.Radius(24),
                Boundary.REPLICATE,
                Set.of(Condition.NOISE),
                null,
                Map.of("cpu", 256),
                1_000,
                Map.of("cpu-core", 0.1));
    }

    @Override
    public ModelCard card(String id) {
        return cards().stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(id));
    }
}
