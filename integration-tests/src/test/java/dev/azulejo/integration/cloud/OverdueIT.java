package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/// The look of each day for jobs that nobody goes on with, in the name of its role. What it finds once time has passed,
/// `OverdueCallsTest` has.
@OnCloud
class OverdueIT {
    private final Cloud cloud;

    OverdueIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void noJobOfTodayIsOverdue() {
        var answer = cloud.aws()
                .lambda()
                .invoke(call -> call.functionName(cloud.stack().output(StackOutput.nameOf(PipelineFunction.OVERDUE)))
                        .payload(SdkBytes.fromUtf8String("{}")));

        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"overdue\":0}");
    }
}
