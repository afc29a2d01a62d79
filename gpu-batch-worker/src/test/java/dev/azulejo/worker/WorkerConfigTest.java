package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.cloud.Settings.InvalidSettings;
import dev.azulejo.cloud.Variable;
import dev.azulejo.inference.engine.Device;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConfigTest {
    private static final String QUEUE = "https://sqs.example.org/000000000000/shards";

    @TempDir
    private Path models;

    @Test
    void queueBucketAndModelsAreEnough() {
        var config = WorkerConfig.of(Map.of(
                Variable.TASKS.text(),
                QUEUE,
                Variable.WORK.text(),
                "my-work",
                Variable.MODELS.text(),
                models.toString()));
        assertThat(config)
                .isEqualTo(new WorkerConfig(
                        QUEUE,
                        URI.create("s3://my-work"),
                        models,
                        Device.AUTO,
                        Optional.empty(),
                        false,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        false,
                        Duration.ofMinutes(3),
                        Duration.ofSeconds(20),
                        false));
    }

    /// A setting of the time for more work also sets the time for the first one.
    @Test
    void aWorkerOfBatchWaitsShorterForItsFirstShard() {
        var settings = new HashMap<>(Map.of(
                Variable.TASKS.text(),
                QUEUE,
                Variable.WORK.text(),
                "my-work",
                Variable.MODELS.text(),
                models.toString(),
                Variable.IDLE_SECONDS.text(),
                "600"));
        assertThat(WorkerConfig.of(settings).first()).isEqualTo(Duration.ofMinutes(10));

        settings.put(Variable.FIRST_SECONDS.text(), "20");
        settings.put(Variable.BATCH_JOB.text(), "7c3e");
        assertThat(WorkerConfig.of(settings).first()).isEqualTo(Duration.ofSeconds(20));
        assertThat(WorkerConfig.of(settings).idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(WorkerConfig.of(settings).isHired()).isTrue();
    }

    @Test
    void allElseCanBeSet() {
        var config = WorkerConfig.of(Map.of(
                Variable.TASKS.text(), QUEUE,
                Variable.WORK.text(), "my-work",
                Variable.MODELS.text(), models.toString(),
                Variable.DEVICE.text(), "cuda",
                Variable.THREADS.text(), "3",
                Variable.RUNNERS.text(), "5",
                Variable.IDLE_SECONDS.text(), "600",
                Variable.VISIBILITY_SECONDS.text(), "9",
                Variable.GRACE_SECONDS.text(), "0",
                Variable.TRACE.text(), "1"));
        assertThat(config.device()).isEqualTo(Device.CUDA);
        assertThat(config.threads()).isEqualTo(3);
        assertThat(config.runners()).isEqualTo(5);
        assertThat(config.idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.hidden()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.grace()).isEqualTo(Duration.ZERO);
        assertThat(config.traceTiles()).isTrue();
    }

    private WorkerConfig with(String... settings) {
        var all = new HashMap<>(Map.of(
                Variable.TASKS.text(),
                QUEUE,
                Variable.WORK.text(),
                "my-work",
                Variable.MODELS.text(),
                models.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return WorkerConfig.of(all);
    }

    @Test
    void tensorRtIsUsedByThoseWhoAskForItAndWithoutTf32() {
        var folder = "/var/cache/engines";
        var exact = with(Variable.TENSORRT.text(), folder, Variable.TF32.text(), "0");
        assertThat(exact.compiled()).contains(Path.of(folder));
        assertThat(exact.mayRound()).isFalse();
        assertThat(with(Variable.TENSORRT.text(), folder, Variable.TF32.text(), "0", Variable.FP16.text(), "1")
                        .mayRound())
                .isTrue();
        assertThatThrownBy(() -> with(Variable.TENSORRT.text(), folder))
                .hasMessage("AZULEJO_TENSORRT needs NVIDIA_TF32_OVERRIDE=0, as bin/azulejo-worker sets it:"
                        + " else 32 bits are not exact");
        assertThatThrownBy(() -> with(Variable.FP16.text(), "1")).hasMessage("AZULEJO_FP16 needs AZULEJO_TENSORRT");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> WorkerConfig.of(Map.of(
                        Variable.TASKS.text(), "shards",
                        Variable.WORK.text(), "s3://My_Bucket",
                        Variable.DEVICE.text(), "tpu",
                        Variable.THREADS.text(), "0",
                        Variable.RUNNERS.text(), "17",
                        Variable.IDLE_SECONDS.text(), "soon")))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "AZULEJO_TASKS is no URL of a queue: shards; it looks like"
                                                + " https://sqs.REGION.../ACCOUNT/NAME",
                                        "AZULEJO_WORK is no name of a bucket: s3://My_Bucket",
                                        "set AZULEJO_MODELS to the folder with the models",
                                        "AZULEJO_DEVICE is auto, cpu or cuda, not tpu",
                                        "AZULEJO_THREADS is a whole number from 1 to 256, not 0",
                                        "AZULEJO_RUNNERS is a whole number from 1 to 16, not 17",
                                        "AZULEJO_IDLE_SECONDS is a whole number from 0 to 86400, not soon"));
    }

    @Test
    void aFolderOfModelsThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> WorkerConfig.of(Map.of(
                        Variable.TASKS.text(),
                        QUEUE,
                        Variable.WORK.text(),
                        "my-work",
                        Variable.MODELS.text(),
                        "/no/such")))
                .hasMessage("AZULEJO_MODELS is no folder: /no/such");
    }
}
