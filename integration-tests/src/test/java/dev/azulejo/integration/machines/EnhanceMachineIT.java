package dev.azulejo.integration.machines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.Machine;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnLocalStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnhanceMachineIT {
    private final AwsClients aws;
    private final Stage stage;

    EnhanceMachineIT(AwsClients aws) {
        this.aws = aws;
        stage = new Stage(aws, Machine.ENHANCE, true);
    }

    @Test
    void oneShardIsOneTaskAndNoMap() {
        var job = stage.planned(1);
        var execution = stage.start(job);

        var task = stage.task(job);
        assertThat(task.get("schema").asInt()).isEqualTo(2);
        assertThat(task.get("attempt").isInt()).isTrue();
        assertThat(task.get("attempt").asInt()).isZero();
        assertThat(task.at("/shard/id").asInt()).isZero();
        assertThat(task.at("/shard/columns").asInt()).isEqualTo(1);
        stage.done(task);

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).endsWith("LookForTiles", "Infer", "Close").doesNotContain("Shards");
        assertThat(execution.payloads().stream().map(JsonNode::toString))
                .containsExactly(
                        "{\"job\":\"%s\",\"attempt\":0,\"machine\":\"enhance\",\"execution\":\"%s\"}"
                                .formatted(job, execution.arn()),
                        "{\"job\":\"%s\",\"attempt\":0}".formatted(job));
    }

    @Test
    void manyShardsAreOneTaskEach() {
        var job = stage.planned(3);
        var execution = stage.start(job);

        var ids = new HashSet<Integer>();
        for (int shard = 0; shard < 3; shard++) {
            var task = stage.task(job);
            ids.add(task.at("/shard/id").asInt());
            stage.done(task);
        }

        assertThat(ids).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).contains("OneOrMany", "FewShards").endsWith("IsAnyBroken", "Close");
    }

    /// Forty and one more, of which one is refused and one lost.
    @Test
    void moreThanFortyShardsHaveAnExecutionEach() {
        var job = stage.planned(41);
        for (int shard = 2; shard < 41; shard++) {
            stage.put(job, "tiles/" + shard, "tiles");
        }
        var execution = stage.start(job);
        tasks(job, 2).forEach(task -> {
            if (task.at("/shard/id").asInt() == 0) {
                stage.failed(task, PermanentFailure.class, "tile 17");
            } else {
                stage.failed(task, IllegalStateException.class, "a bug");
            }
        });
        assertThat(execution.end()).startsWith("FAILED ShardBroken: a shard ended without a result");
        assertThat(execution.path()).contains("OneOrMany", "Shards", "NameBroken", "CloseAfterFailure");
    }

    @Test
    void whatIsInferredIsNotAskedForAgain() {
        var one = stage.planned(1);
        stage.put(one, "tiles/0", "tiles");
        assertThat(stage.start(one).end()).isEqualTo("SUCCEEDED");

        var many = stage.planned(11);
        for (int shard = 0; shard < 11; shard++) {
            if (shard != 1) { // tiles/10 must not pass for tiles/1
                stage.put(many, "tiles/" + shard, "tiles");
            }
        }
        var execution = stage.start(many);
        var task = stage.task(many);
        assertThat(task.at("/shard/id").asInt()).isEqualTo(1);
        stage.done(task);
        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        stage.assertNoTask();
    }

    @Test
    void aDecidedJobIsClosedAndNothingElse() {
        var job = stage.job("d");
        stage.plan(job, 1);

        var execution = stage.start(job);

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).containsExactly("Job", "Claim", "MayWork", "Close");
    }

    /// Who holds it, and who takes it over, is told by `ClaimsTest` of the functions.
    @Test
    void aJobThatAnotherExecutionHoldsIsLeftToThat() {
        var job = stage.job("a");
        stage.plan(job, 1);

        var execution = stage.start(job);

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).containsExactly("Job", "Claim", "MayWork", "Held");
        stage.assertNoTask();
    }

    @Test
    void whatAWorkerRefusesIsTheCloseesAffair() {
        var one = stage.planned(1);
        var single = stage.start(one);
        stage.failed(stage.task(one), PermanentFailure.class, "tile 17");
        assertThat(single.end()).isEqualTo("SUCCEEDED");
        assertThat(single.path()).endsWith("Infer", "Close");

        var two = stage.planned(2);
        var map = stage.start(two);
        tasks(two, 2).forEach(task -> {
            if (task.at("/shard/id").asInt() == 0) {
                stage.failed(task, PermanentFailure.class, "tile 17");
            } else {
                stage.done(task);
            }
        });
        assertThat(map.end()).isEqualTo("SUCCEEDED");
        assertThat(map.path()).contains("FewShards", "RefusedOfFew").endsWith("IsAnyBroken", "Close");
    }

    @Test
    void anyOtherFailureIsClosedAndThenTheMachines() {
        var one = stage.planned(1);
        var single = stage.start(one);
        stage.failed(stage.task(one), IllegalStateException.class, "a bug");
        assertThat(single.end()).isEqualTo("FAILED java.lang.IllegalStateException: a bug");
        assertThat(single.path()).endsWith("CloseAfterFailure", "LookForInferred", "IsInferred", "Failed");

        var two = stage.planned(2);
        var map = stage.start(two);
        tasks(two, 2).forEach(task -> {
            if (task.at("/shard/id").asInt() == 0) {
                stage.failed(task, IllegalStateException.class, "a bug");
            } else {
                stage.done(task);
            }
        });
        assertThat(map.end()).startsWith("FAILED ShardBroken: a shard ended without a result");
        assertThat(map.path()).contains("CloseAfterFailure");
    }

    @Test
    void aFailureThatLeftNothingUndoneIsNone() {
        var job = stage.planned(1);
        stage.put(job, "attempts/0/inferred.json", "{}");
        var execution = stage.start(job);
        stage.failed(stage.task(job), IllegalStateException.class, "a bug");

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
        assertThat(execution.path()).endsWith("CloseAfterFailure", "LookForInferred", "IsInferred", "Inferred");
    }

    @Test
    void whatIsTransientIsAskedForAgain() {
        var job = stage.planned(1);
        var execution = stage.start(job);
        var first = stage.task(job);
        stage.failed(first, TransientFailure.class, "the GPU went");

        var second = stage.task(job);
        assertThat(second.get("shard")).isEqualTo(first.get("shard"));
        stage.done(second);

        assertThat(execution.end()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aCloseThatFailsFailsTheExecution() {
        var job = stage.job("f");
        stage.plan(job, 1);
        stage.put(job, "tiles/0", "tiles");

        assertThat(stage.start(job).end())
                .startsWith("FAILED java.lang.IllegalStateException")
                .contains("planted");
    }

    @Test
    void aPlanThatIsDamagedOrGoneFailsByNameAfterTheClose() {
        var damaged = stage.planned(1);
        stage.put(damaged, "shards.json", "[{");
        var gone = stage.job();
        stage.put(gone, "source/0", "pixels");
        var goneOfMany = stage.job();
        stage.put(goneOfMany, "source/1", "pixels");

        for (var job : List.of(damaged, gone, goneOfMany)) {
            var execution = stage.start(job);
            assertThat(execution.end()).startsWith("FAILED ").doesNotContain("null");
            assertThat(execution.path()).contains("CloseAfterFailure");
        }
    }

    @Test
    void aWorkPlaceThatItMayNotReadFailsTheExecution() {
        var apart = new Stage(aws, Machine.ENHANCE, false);

        assertThat(apart.start(apart.job()).end()).startsWith("FAILED S3.");
    }

    private List<JsonNode> tasks(String job, int count) {
        return Stream.generate(() -> stage.task(job)).limit(count).toList();
    }
}
