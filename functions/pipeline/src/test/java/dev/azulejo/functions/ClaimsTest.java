package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.ClaimAnswer;
import dev.azulejo.cloud.Machine;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Of all executions that one event started, one works.
class ClaimsTest {
    private static final Attempt JOB = Attempt.first(new JobId("0123456789abcdef01234567"));
    private static final String KEY = "jobs/0123456789abcdef01234567/attempts/0/enhance.claim";
    private static final String ONE = "arn:aws:states:eu-west-1:123456789012:execution:enhance:one";
    private static final String TWO = "arn:aws:states:eu-west-1:123456789012:execution:enhance:two";

    private final TestPipeline pipeline = new TestPipeline();

    private String asks(String execution) {
        var input = "{\"job\": \"%s\", \"attempt\": 0, \"machine\": \"enhance\", \"execution\": \"%s\"}"
                .formatted(JOB, execution);
        return handle(input).path(CallField.CLAIM).asText();
    }

    private JsonNode handle(String input) {
        return pipeline.claim().handleRequest(TestEvents.json(input), new TestContext());
    }

    private String claim() throws IOException {
        try (var in = pipeline.work.read(KEY)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void claimed(String text) {
        pipeline.work.put(KEY, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFirstTakesIt() throws IOException {
        assertThat(asks(ONE)).isEqualTo(ClaimAnswer.TAKEN.text());
        assertThat(claim()).isEqualTo("{\"execution\":\"%s\"}".formatted(ONE));
    }

    @Test
    void whileItsHolderRunsNobodyElseGetsIt() throws IOException {
        pipeline.running.add(ONE);
        asks(ONE);

        assertThat(asks(TWO)).isEqualTo(ClaimAnswer.HELD.text());
        assertThat(claim()).contains(ONE);
    }

    @Test
    void whoHasItHasItAlsoWhenTheAnswerWasLost() {
        asks(ONE);

        assertThat(asks(ONE)).isEqualTo(ClaimAnswer.TAKEN.text());
    }

    @Test
    void aClaimWhoseHolderIsGoneIsTakenOver() throws IOException {
        asks(ONE);

        assertThat(asks(TWO)).isEqualTo(ClaimAnswer.TAKEN.text());
        assertThat(claim()).contains(TWO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"execution\": \"\"}"})
    void aClaimThatNobodyCanReadIsTakenOver(String damaged) {
        claimed(damaged);

        assertThat(asks(ONE)).isEqualTo(ClaimAnswer.TAKEN.text());
    }

    @Test
    void aDecidedJobIsClaimedByNobody() {
        pipeline.work.put("jobs/%s/attempts/0/decision.json".formatted(JOB), new byte[] {'{', '}'});

        assertThat(asks(ONE)).isEqualTo(ClaimAnswer.DECIDED.text());
        assertThat(pipeline.work.exists(KEY)).isFalse();
    }

    @Test
    void whatIsDoneIsClaimedByNobody() {
        pipeline.work.put("jobs/%s/attempts/0/inferred.json".formatted(JOB), new byte[] {'{', '}'});

        assertThat(asks(ONE)).isEqualTo(ClaimAnswer.HELD.text());
        assertThat(pipeline.work.exists(KEY)).isFalse();
    }

    @Test
    void anotherAttemptHasAClaimOfItsOwn() {
        var claims = new Claims(pipeline.work, execution -> true);
        claims.take(JOB, Machine.ENHANCE, ONE);

        assertThat(claims.take(new Attempt(JOB.job(), 1), Machine.ENHANCE, TWO)).isEqualTo(ClaimAnswer.TAKEN);
    }

    @Test
    void ofManyThatAskAtOnceExactlyOneTakesItWhetherItIsFreeOrLeftBehind() throws Exception {
        for (var leftBehind : List.of(false, true)) {
            var work = new MemoryStorage();
            if (leftBehind) {
                work.put(KEY, "{\"execution\":\"arn:gone\"}".getBytes(StandardCharsets.UTF_8));
            }
            var claims = new Claims(work, execution -> !execution.equals("arn:gone"));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = threads
                        .invokeAll(IntStream.range(0, 64)
                                .<Callable<ClaimAnswer>>mapToObj(
                                        number -> () -> claims.take(JOB, Machine.ENHANCE, "arn:" + number))
                                .toList())
                        .stream()
                        .map(Future::resultNow)
                        .toList();
                assertThat(answers)
                        .filteredOn(ClaimAnswer.TAKEN::equals)
                        .as("left behind: %s", leftBehind)
                        .hasSize(1);
                assertThat(answers).containsOnly(ClaimAnswer.TAKEN, ClaimAnswer.HELD);
            }
        }
    }

    @Test
    void aClaimThatOthersChangeAllTheTimeIsAskedForLater() {
        var work = pipeline.work;
        claimed("{\"execution\":\"arn:0\"}");
        var changing = new Claims(work, execution -> {
            claimed("{\"execution\":\"%s0\"}".formatted(execution));
            return false;
        });

        assertThatThrownBy(() -> changing.take(JOB, Machine.ENHANCE, ONE))
                .isInstanceOf(TransientFailure.class)
                .hasMessage(KEY + ": changed 10 times by others");
    }

    @Test
    void eachStageHasAClaimOfItsOwn() {
        var claims = new Claims(pipeline.work, execution -> true);
        claims.take(JOB, Machine.ENHANCE, ONE);
        claims.take(JOB, Machine.STITCH, TWO);

        assertThat(claims.holder(JOB, StageTrigger.INFER)).contains(ONE);
        assertThat(claims.holder(JOB, StageTrigger.STITCH)).contains(TWO);
        assertThat(claims.holder(JOB, StageTrigger.PLAN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"machine\": \"enhance\", \"execution\": \"arn:1\"}",
                "{\"job\": \"0123456789abcdef01234567\", \"attempt\": 0, \"machine\": \"../x\", \"execution\": \"arn:1\"}",
                "{\"job\": \"0123456789abcdef01234567\", \"attempt\": 0, \"machine\": \"stitch\"}"
            })
    void anInputThatAsksForNothingIsRefusedByName(String input) {
        assertThatThrownBy(() -> handle(input))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith("the input");
    }
}
