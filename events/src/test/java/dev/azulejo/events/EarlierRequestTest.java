package dev.azulejo.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.record.Intake;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.pixels.ImageFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Reads objects that the previous version wrote: `earlier/` holds the output of its codec.
class EarlierRequestTest {
    private final JacksonCodec codec = new JacksonCodec();

    @Test
    void aRequestOfOneResultIsReadAsOneOfAList() {
        var request = codec.decode(Samples.read("earlier/request-1.json"), JobRequest.class);
        assertThat(request.job()).hasToString("8fd1db2bc11438cafefcf92c");
        assertThat(request.pipelineVersion()).isEqualTo("5");
        assertThat(request.chain().steps()).hasSize(1);
        assertThat(request.chain().scale()).isEqualTo(2);
        assertThat(request.chain().chosen()).isEqualTo("PNG, lossless: span-x2 alone");
        assertThat(request.outputs()).singleElement().satisfies(output -> {
            assertThat(output.encoding().format()).isEqualTo(ImageFormat.PNG);
            assertThat(output.target()).isNull();
            assertThat(output.destination().key()).isEqualTo("astronaut-auto-x2.png");
        });
        assertThat(codec.decode(codec.encode(request), JobRequest.class)).isEqualTo(request);
    }

    @Test
    void whatIntakeFixedHoldsAfterAnUpgrade() {
        var intake = codec.decode(Samples.read("earlier/intake-1.json"), Intake.class);
        assertThat(intake.request().job()).hasToString("e30abf006138d4de85f32b9a");
        assertThat(intake.request().recipe()).isEqualTo("photo-x2");
        assertThat(intake.request().destination().key()).endsWith("more.jpg.png");
    }

    @Test
    void whatIsMissingInAnEarlierOneIsStillMissing() {
        var text = new String(Samples.read("earlier/request-1.json"), StandardCharsets.UTF_8);
        var broken = text.replace("\"destination\"", "\"destnation\"").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> codec.decode(broken, JobRequest.class))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("request.json at $.outputs[0].destination: missing");
    }
}
