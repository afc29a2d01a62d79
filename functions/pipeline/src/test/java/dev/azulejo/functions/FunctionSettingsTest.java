package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.model.Processor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionSettingsTest {
    private static final Map<String, String> COMPLETE = Map.of(
            Variable.INBOX.text(), "in-1",
            Variable.OUTBOX.text(), "out-1",
            Variable.WORK.text(), "work-1",
            Variable.BUS.text(), "bus",
            Variable.DELIVERIES.text(), "https://sqs.eu-west-1.amazonaws.com/123456789012/deliveries",
            Variable.SECRETS.text(), "azulejo/",
            Variable.REGION.text(), "eu-west-1",
            Variable.TASK_ROOT.text(), "/var/task");

    private static FunctionSettings settings(Map<String, String> environment, String... changes) {
        var variables = new HashMap<>(environment);
        for (int i = 0; i < changes.length; i += 2) {
            variables.put(changes[i], changes[i + 1]);
        }
        return FunctionSettings.of(name -> Optional.ofNullable(variables.get(name)));
    }

    @ParameterizedTest
    @EnumSource
    void eachFunctionRunsWithTheWholeEnvironment(PipelineFunction function) {
        var settings = settings(
                COMPLETE,
                Variable.FUNCTION.text(),
                function.text(),
                Variable.TASKS.text(),
                "https://sqs.eu-west-1.amazonaws.com/123456789012/tasks",
                Variable.WORKER_QUEUE.text(),
                "workers",
                Variable.WORKER_DEFINITION.text(),
                "worker");

        assertThat(settings.function()).isEqualTo(function);
        assertThat(settings.environment().required(Variable.WORK)).isEqualTo("work-1");
        assertThat(settings.environment().taskRoot()).isEqualTo(Path.of("/var/task"));
    }

    @Test
    void aCloseNeedsThePlaceOfJobsAlone() {
        var settings = settings(
                Map.of(Variable.REGION.text(), "eu-west-1", Variable.WORK.text(), "work-1"),
                Variable.FUNCTION.text(),
                PipelineFunction.ENHANCE_CLOSE.text());

        assertThat(settings.environment().value(Variable.INBOX)).isEmpty();
    }

    @Test
    void allThatIsMissingIsToldAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings(Map.of(), Variable.FUNCTION.text(), PipelineFunction.NOTIFY.text()))
                .withMessage("the function is not configured: AZULEJO_INBOX is not set: name the bucket of sources;"
                        + " AZULEJO_OUTBOX is not set: name the bucket of results;"
                        + " AZULEJO_WORK is not set: name the bucket of jobs;"
                        + " AZULEJO_BUS is not set: name the event bus that hears how jobs end;"
                        + " AWS_REGION is not set: name the region of the buckets");
    }

    @Test
    void workIsCutForProcessorsUnlessWorkersHaveGpus() {
        var plan = Map.of(Variable.FUNCTION.text(), PipelineFunction.PLAN.text());
        var complete = new HashMap<>(COMPLETE);
        complete.putAll(plan);
        assertThat(settings(complete).environment().workers()).isEqualTo(Processor.CPU);
        assertThat(settings(complete, Variable.WORKERS.text(), "gpu")
                        .environment()
                        .workers())
                .isEqualTo(Processor.GPU);
        assertThatIllegalStateException()
                .isThrownBy(() -> settings(complete, Variable.WORKERS.text(), "tpu"))
                .withMessage("the function is not configured: AZULEJO_WORKERS is \"tpu\": say cpu or gpu");
    }

    @Test
    void thePoolIsToldWhereItAsksForWorkersAndHowMany() {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings(
                        COMPLETE,
                        Variable.FUNCTION.text(),
                        PipelineFunction.POOL.text(),
                        Variable.MOST_WORKERS.text(),
                        "many"))
                .withMessageContaining("AZULEJO_TASKS is not set: name the URL of the queue of shards")
                .withMessageContaining("AZULEJO_WORKER_QUEUE is not set: name the job queue that starts workers")
                .withMessageContaining("AZULEJO_MOST_WORKERS is a whole number from 1 to 86400, not many");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings(
                        COMPLETE,
                        Variable.FUNCTION.text(),
                        "plann",
                        Variable.INBOX.text(),
                        "My_Bucket",
                        Variable.OUTBOX.text(),
                        "work-1",
                        Variable.ENDPOINT.text(),
                        "localhost:4566"))
                .withMessageContaining("AZULEJO_FUNCTION is \"plann\": set it to one of intake, plan,")
                .withMessageContaining("AZULEJO_INBOX is \"My_Bucket\"")
                .withMessageContaining("AZULEJO_OUTBOX and AZULEJO_WORK are both \"work-1\"")
                .withMessageContaining("AWS_ENDPOINT_URL is \"localhost:4566\"");
    }
}
