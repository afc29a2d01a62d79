package dev.azulejo.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A recipe that may do without its models is another job than one of the same models that may not.
class OpenChainTest {
    private static final List<Step> STEPS = List.of(new Step("span-x2", "5e".repeat(32)));

    @Test
    void autoIsAJobOfItsOwnWhereItEnlarges() {
        assertThat(job(Chain.of("photo-x2", STEPS, 2))).isEqualTo(job(Chain.of("steps", STEPS, 2)));
        assertThat(job(Chain.of("auto", STEPS, 2))).isNotEqualTo(job(Chain.of("photo-x2", STEPS, 2)));
        assertThat(job(Chain.of("auto", STEPS, 1))).isEqualTo(job(Chain.of("dejpeg", STEPS, 1)));
    }

    private static JobId job(Chain chain) {
        return JobRequest.of(
                        SampleRequests.SOURCE,
                        1,
                        chain,
                        Output.of(OutputSpec.of(ImageFormat.PNG), SampleRequests.DESTINATION),
                        GeometrySpec.AUTOMATIC,
                        List.of())
                .job();
    }
}
