package dev.azulejo.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.port.Progress.Span;
import dev.azulejo.core.tiling.Tile;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void whereNobodyListensNoSpanIsAnObjectOfItsOwn() {
        var rect = new Rect(0, 0, 8, 8);
        assertThat(Progress.NONE.begin(Activity.DECODE, 64)).isSameAs(Span.UNHEARD);
        assertThat(Progress.NONE.begin(Activity.MODEL)).isSameAs(Span.UNHEARD);
        assertThat(Progress.NONE.tile(1, new Tile(2, rect, rect), 3)).isSameAs(Span.UNHEARD);
        assertThat(Progress.NONE.stage(StageTrigger.PLAN, new Attempt(new JobId("0".repeat(24)), 0)))
                .isSameAs(Span.UNHEARD);
    }
}
