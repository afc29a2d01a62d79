package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.recipe.OwnRecipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Chains that people have given a name are asked for like any recipe.
class OwnRecipesTest {
    private final Options options = new Options(new Named());

    @Test
    void anOwnRecipeIsItsModels() {
        options.addCommand(Map.of("recipe", OptionValue.text("mine")));
        assertThat(options.problems()).isEmpty();
        assertThat(options.wanted("none").models()).containsExactly("cunet-denoise1", "span-x4");
        assertThat(options.wanted("none").recipe()).isEqualTo("steps");
    }

    @Test
    void aLaterPlaceSaysAnotherRecipe() {
        options.add("folder", Map.of("recipe", OptionValue.text("mine")));
        options.add("file", Map.of("steps", OptionValue.text("span-x2")));
        assertThat(options.problems()).isEmpty();
        assertThat(options.wanted("none").models()).containsExactly("span-x2");
    }

    @Test
    void itsModelsAndOthersAtOnceAreRefused() {
        options.addCommand(Map.of("recipe", OptionValue.text("mine"), "steps", OptionValue.text("span-x2")));
        assertThat(options.problems())
                .containsExactly(
                        "--steps names models, but it also says --recipe mine, which has its own; leave one of them out");
    }

    @Test
    void aScaleThatItDoesNotReachIsRefused() {
        options.addCommand(Map.of("recipe", OptionValue.text("mine"), "scale", OptionValue.metadata("5")));
        assertThat(options.problems()).singleElement().asString().contains("5").contains("enlarge 4 times");
    }

    @Test
    void aNameThatNothingHasIsStillRefused() {
        options.addCommand(Map.of("recipe", OptionValue.text("yours")));
        assertThat(options.problems()).singleElement().asString().contains("'yours', which does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "steps", "Mine", "a b", "", "../mine"})
    void aNameThatIsTakenOrNoneIsRefused(String name) {
        assertThatThrownBy(() -> new OwnRecipe(name, "", List.of("span-x2")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Named extends SampleModels {
        @Override
        public List<OwnRecipe> ownRecipes() {
            return List.of(new OwnRecipe("mine", "for a test", List.of("cunet-denoise1", "span-x4")));
        }
    }
}
