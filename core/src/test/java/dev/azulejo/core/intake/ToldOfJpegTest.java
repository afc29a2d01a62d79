package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what the head of a file tells a model that removes what JPEG left and asks how much that is.
class ToldOfJpegTest {
    /// Lets a model that asks serve in the place of those that do not.
    private static final class Asking implements ModelCards {
        private static final ModelCard OURS = SampleCards.asking(SampleCards.card("ours", 1, 28), Condition.JPEG);

        private final ModelCards models = new SampleModels();

        @Override
        public List<ModelCard> cards() {
            return models.cards();
        }

        @Override
        public ModelCard card(String id) {
            return id.equals(OURS.id()) ? OURS : models.card(id);
        }

        @Override
        public String serving(String id, double draw) {
            return id.startsWith("cunet") ? OURS.id() : id;
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            dejpeg,      JPEG, 90, 10
            dejpeg,      JPEG, 41, 59
            dejpeg,      JPEG, -,  25
            dejpeg,      PNG,  -,  25
            dejpeg,      AVIF, -,  15
            restore-x2,  JPEG, 60, 40
            auto,        JPEG, 77, 23
            """)
    void itIsToldAHundredLessTheQuality(String recipe, String format, @Nullable Integer quality, double told) {
        assertThat(steps(recipe, format, quality)).first().satisfies(step -> {
            assertThat(step.model()).isEqualTo("ours");
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
