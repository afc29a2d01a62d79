package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.SampleRequests;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.model.SampleCards;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model that must see the whole image gets it in one tile, or not at all.
class WholeImageTest {
    private static final ModelCard TWICE = SampleCards.card("twice", 2, 21);
    private static final ModelCard WHOLE =
            SampleCards.with(TWICE, new ReceptiveField.Whole(512), 64, Boundary.REFLECT, null);

    @ParameterizedTest
    @CsvSource({"512, 512, 512, 512", "30, 500, 64, 512", "1, 1, 64, 64", "449, 65, 512, 128"})
    void whateverTilesAreAskedForThereIsOne(int width, int height, int paddedWidth, int paddedHeight) {
        var planned = (Planned) plan(List.of(WHOLE), width, height, new GeometrySpec(100, 0, 0));
        assertThat(planned.plan().grid().count()).isEqualTo(1);
        assertThat(planned.plan().grid().padded()).isEqualTo(new Size(paddedWidth, paddedHeight));
    }

    @Test
    void otherStepsOfItsChainSeeThatTile() {
        var chain = List.of(SampleCards.card("before", 1, 28), WHOLE, SampleCards.card("after", 2, 21));
        var planned = (Planned) plan(chain, 500, 400, GeometrySpec.AUTOMATIC);
        assertThat(planned.plan().grid().count()).isEqualTo(1);
        assertThat(planned.plan().grid().padded()).isEqualTo(new Size(512, 448));
    }

    @Test
    void aLargerImageIsRefusedWithWhatToDo() {
        assertRefused(
                plan(List.of(WHOLE), 20, 513, GeometrySpec.AUTOMATIC),
                "has 20x513 pixels, but twice must see the whole picture at once, and takes 512 x 512 at most: cut out the"
                        + " part that it is for, or make the picture smaller first");
    }

    @Test
    void whatWasEnlargedBeforeMustFit() {
        var chain = List.of(TWICE, WHOLE);
        assertThat(plan(chain, 256, 256, GeometrySpec.AUTOMATIC)).isInstanceOf(Planned.class);
        assertRefused(plan(chain, 257, 20, GeometrySpec.AUTOMATIC), "takes 256 x 256 at most");
    }

    @Test
    void itSeesNothingBesideTheImage() {
        assertRefused(plan(List.of(WHOLE), 512, 512, GeometrySpec.AUTOMATIC.wrapping(Wrap.BOTH)), "shall wrap");
    }

    private static void assertRefused(PlanOutcome outcome, String detail) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.IMPOSSIBLE_SIZE);
            assertThat(refused.detail()).contains(detail);
        });
    }

    private static PlanOutcome plan(List<ModelCard> cards, int width, int height, GeometrySpec geometry) {
        var request = SampleRequests.of(cards, ImageFormat.PNG, geometry);
        return Planner.DEFAULT.plan(request, PlannerTest.image(width, height), cards, SampleBuilds.OF_ONE);
    }
}
