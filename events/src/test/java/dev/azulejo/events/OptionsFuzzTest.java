package dev.azulejo.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.intake.Options;
import dev.azulejo.core.option.OptionsReader.Fields;
import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

/// Fuzzes options, in a file beside an image or in an event.
class OptionsFuzzTest extends FuzzContract {
    private final JsonOptions options = new JsonOptions();

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"recipe\": \"auto\", \"quality\": 90, \"format\": \"webp\", \"colour\": \"p3\", \"page\": 2}",
                        "{\"scale\": 2.5, \"metadata\": \"strip-gps\", \"also\": [\"1200w.webp\", \"400x400.jpg\"]}",
                        "{\"width\": 300, \"height\": \"20\", \"fit\": \"cover\", \"strength\": 3.5, \"percent\": 150}",
                        "\ufeff{\"steps\": \"span-x2,ffdnet\", \"compression\": \"none\", \"also\": \"dzi\", \"tile\": 64}",
                        "{\"max-side\": 4000, \"long-side\": 100, \"megapixels\": 1.5, \"nonsense\": null, \"a\\u0000b\": {}}")
                .map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        if (!(options.parse(input) instanceof Fields fields)) {
            return;
        }
        var chosen = new Options(NoModels.NONE);
        chosen.add("photo.json", fields.values());
        if (chosen.problems().isEmpty()) {
            assertThat(chosen.page()).isPositive();
        } else {
            assertThat(chosen.problems())
                    .allSatisfy(problem -> assertThat(problem)
                            .doesNotContain("\n", "\u0000", "\u001b")
                            .hasSizeLessThan(1_000));
        }
    }
}
