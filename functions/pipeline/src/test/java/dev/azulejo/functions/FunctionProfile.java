package dev.azulejo.functions;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.Variable;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// The environment of one function.
abstract class FunctionProfile implements QuarkusTestProfile {
    private final PipelineFunction function;

    FunctionProfile(PipelineFunction function) {
        this.function = function;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                Variable.FUNCTION.text(),
                function.text(),
                "quarkus.lambda.mock-event-server.test-port",
                "0",
                Variable.INBOX.text(),
                TestEvents.INBOX,
                Variable.OUTBOX.text(),
                TestEvents.OUTBOX,
                Variable.WORK.text(),
                TestEvents.WORK,
                Variable.BUS.text(),
                "bus",
                Variable.REGION.text(),
                "eu-west-1",
                Variable.TASK_ROOT.text(),
                TestPipeline.FILES.root().toString());
    }

    /// Intake.
    public static final class Intake extends FunctionProfile {
        public Intake() {
            super(PipelineFunction.INTAKE);
        }
    }

    /// The close of enhance.
    public static final class EnhanceClose extends FunctionProfile {
        public EnhanceClose() {
            super(PipelineFunction.ENHANCE_CLOSE);
        }
    }
}
