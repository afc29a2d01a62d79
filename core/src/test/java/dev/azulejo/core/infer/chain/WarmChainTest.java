package dev.azulejo.core.infer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.infer.BoxBlurUpscaler;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.SampleCards;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarmChainTest {
    private static final BoxBlurUpscaler MODEL = new BoxBlurUpscaler(1, 2);

    @Test
    void theFirstModelThatNeedsAMultipleSaysHowTheImageIsExtended() {
        var plain = card(1, Boundary.ZERO, 0.12);
        var reflecting = card(4, Boundary.REFLECT, null);
        var black = card(2, Boundary.ZERO, null);
        assertThat(chain(plain, reflecting, black).boundary()).isEqualTo(Boundary.REFLECT);
        assertThat(chain(plain, black, reflecting).boundary()).isEqualTo(Boundary.ZERO);
    }

    @Test
    void eachStepHasTheGuardOfItsCard() {
        var chain = chain(card(1, Boundary.ZERO, 0.12), card(1, Boundary.ZERO, null));
        assertThat(chain.steps())
                .containsExactly(new WarmStep(MODEL, 0.12, 1 + ModelCard.GUARD_PX, 1), new WarmStep(MODEL, null, 1, 1));
        assertThat(chain.scale()).isEqualTo(4);
    }

    private static WarmChain chain(ModelCard... cards) {
        var all = List.of(cards);
        return WarmChain.of(all, all.stream().map(card -> MODEL).toList());
    }

    private static ModelCard card(int alignment, Boundary boundary, @Nullable Double guardMargin) {
        var card = SampleCards.card("m", 2, 1);
        return SampleCards.with(card, card.receptiveField(), alignment, boundary, guardMargin);
    }
}
