package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what the head of a file tells a model that asks how much a JPEG lost.
class ToldOfJpegTest {
    /// Lets models that ask serve in the place of those that do not.
    private static final class Asking extends SampleModels {
        @Override
        public List<ModelCard> cards() {
            return Stream.concat(
                            super.cards().stream(),
                            Stream.of(SampleCards.card("ours", 1, 28), SampleCards.card("ours-x2", 2, 21))
                                    .map(card -> SampleCards.asking(card, Condition.JPEG)))
                    .toList();
        }

        @Override
        public String serving(String id, double draw) {
            return id.startsWith("cunet")
                    ? "ours"
                    : id.equals("azulejo-photo-x2") || id.equals("span-x2") ? "ours-x2" : id;
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            dejpeg,      JPEG, 90, ours,    10
            dejpeg,      JPEG, 41, ours,    59
            dejpeg,      JPEG, -,  ours,    25
            dejpeg,      PNG,  -,  ours,    25
            dejpeg,      AVIF, -,  ours,    15
            restore-x2,  JPEG, 60, ours,    40
            auto,        JPEG, 77, ours,    23
            photo-x2,    JPEG, 60, ours-x2, 40
            photo-x2,    PNG,  -,  ours-x2, -
            """)
    void itIsToldAHundredLessTheQuality(
            String recipe, String format, @Nullable Integer quality, String model, @Nullable Double told) {
        assertThat(steps(recipe, format, quality)).first().satisfies(step -> {
            assertThat(step.model()).isEqualTo(model);
            assertThat(step.strength()).isEqualTo(told);
            assertThat(step.denoise()).isNull();
        });
    }

    private static List<Step> steps(String recipe, String format, @Nullable Integer quality) {
        var compression = switch (format) {
            case "JPEG" -> new Compression.Jpeg(quality == null ? OptionalInt.empty() : OptionalInt.of(quality));
            case "AVIF" -> new Compression.Lossy(format);
            default -> new Compression.Lossless(format);
        };
        var uri = new StorageUri(URI.create("s3://inbox"), "a");
        var wanted = Enhancement.by(recipe);
        return new Resolver(new Asking())
                .request(
                        new SourceRef(uri, "v1", 5),
                        1,
                        wanted,
                        new SourceLook(Optional.empty(), compression),
                        List.of(uri),
                        List.of())
                .chain()
                .steps();
    }
}
