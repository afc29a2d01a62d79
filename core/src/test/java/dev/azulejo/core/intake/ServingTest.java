package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A model that serves in another's place for a share of the sources.
class ServingTest {
    /// Lets `animevideo-x2` serve in the place of `span-x2` for a fifth of the sources.
    private static final class FifthOfThem extends SampleModels {
        @Override
        public String serving(String id, double draw) {
            assertThat(draw).isBetween(0.0, Math.nextDown(1.0));
            return id.equals("span-x2") && draw < 0.2 ? "animevideo-x2" : id;
        }
    }

    private final Resolver resolver = new Resolver(new FifthOfThem());

    @Test
    void aFifthOfTheSourcesGetsItAndAlwaysTheSameOnes() {
        var first = IntStream.range(0, 1000).mapToObj(this::models).toList();
        assertThat(first).filteredOn(List.of("animevideo-x2")::equals).hasSizeBetween(150, 250);
        assertThat(first).filteredOn(List.of("span-x2")::equals).hasSizeBetween(750, 850);
        assertThat(IntStream.range(0, 1000).mapToObj(this::models).toList()).isEqualTo(first);
    }

    @Test
    void whoNamesAModelGetsThatOne() {
        var wanted = new Enhancement(
                Recipes.STEPS,
                List.of("span-x2"),
                Optional.empty(),
                Enhancement.by("photo-x2").results(),
                Chosen.NOTHING);
        for (int source = 0; source < 50; source++) {
            assertThat(models(source, wanted)).containsExactly("span-x2");
        }
    }

    private List<String> models(int source) {
        return models(source, Enhancement.by("photo-x2"));
    }

    private List<String> models(int number, Enhancement wanted) {
        var uri = new StorageUri(URI.create("s3://inbox"), "photos/%d.jpg".formatted(number));
        var source = new SourceRef(uri, "v1", 5);
        return resolver.request(source, 1, wanted, SourceLook.NOTHING, List.of(uri), List.of()).chain().steps().stream()
                .map(Step::model)
                .toList();
    }
}
