package dev.azulejo.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.SampleKinds;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where a recipe draws detail, small faces are enlarged by what is true to the source.
class FaceChoiceTest {
    private static final Recipe DETAIL = Recipes.named("detail-x4").orElseThrow();

    @Test
    void smallFacesAreEnlargedByWhatIsTrueToTheSource() {
        var decided = decided("PPFF");
        assertThat(decided.steps()).extracting(Step::model).containsExactly("x4plus");
        assertThat(decided.alternatives())
                .containsExactly(new Alternative(Kind.FACE, List.of(new Step("span-x4", "5e".repeat(32)))));
        assertThat(decided.chosen()).isEqualTo("small faces in 50.0 %: x4plus, and span-x4 where they are");
        assertThat(decided.looks()).isFalse();
    }

    @Test
    void withoutOneItsModelRunsAlone() {
        assertThat(decided("PPPP").alternatives()).isNull();
        assertThat(decided("PPPP").chosen()).isEqualTo("no small face: x4plus alone");
    }

    @Test
    void onlyWhatDrawsDetailLooksForFaces() {
        assertThat(Recipes.all().stream().filter(recipe -> recipe.look() == Look.FACES))
                .containsExactly(DETAIL);
    }

    private static Chain decided(String kinds) {
        var source = new Compression.Lossless("PNG");
        var choice = DETAIL.choose(4, source);
        var offers = DETAIL.offers(4, source).stream()
                .map(model -> new Offer(model, new Step(model, "5e".repeat(32))))
                .toList();
        var steps = choice.models().stream()
                .map(model -> new Step(model, "5e".repeat(32)))
                .toList();
        var foreseen = new Chain("detail-x4", steps, 4, choice.chosen(), offers, null);
        return new PictureChoice(foreseen, Picture.of(SampleKinds.of(new Size(64, 16), 16, kinds))).decided();
    }
}
