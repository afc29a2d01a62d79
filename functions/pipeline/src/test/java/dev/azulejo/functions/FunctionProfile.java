package dev.azulejo.functions;

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
                "quarkus.lambda.handler",
                function.handler(),
                "QUARKUS_LAMBDA_HANDLER",
                function.handler(),
                "quarkus.lambda.mock-event-server.test-port",
                "0",
                "AZULEJO_INBOX",
                TestEvents.INBOX,
                "AZULEJO_OUTBOX",
                TestEvents.OUTBOX,
                "AZULEJO_WORK",
                TestEvents.WORK,
                "AZULEJO_BUS",
                "bus",
                "AWS_REGION",
                "eu-west-1",
                "LAMBDA_TASK_ROOT",
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
