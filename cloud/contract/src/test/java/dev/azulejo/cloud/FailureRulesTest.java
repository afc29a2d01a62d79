package dev.azulejo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks the names of errors by which a machine decides: a rule for a name that is never thrown never
/// holds.
class FailureRulesTest {
    /// The errors as Step Functions, Lambda and the SDK for Java 2.x name them. LocalStack reports the
    /// same, except for a HEAD of a missing object (S3.S3Exception there, S3.NoSuchKeyException from the
    /// SDK), which no rule tells apart.
    private static final Set<String> OF_SERVICES = Set.of(
            "S3.S3Exception",
            "S3.SdkClientException",
            "SQS.AmazonSQSException",
            "SQS.SdkClientException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.TooManyRequestsException",
            "Lambda.SnapStartNotReadyException",
            "Lambda.SnapStartTimeoutException",
            "Lambda.SnapStartException",
            "Lambda.ResourceNotReadyException",
            "Lambda.ResourceConflictException",
            "Lambda.Unknown",
            "Sandbox.Timedout",
            "Runtime.ExitError");

    static List<State> states() {
        return State.all();
    }

    static Stream<State> tasks() {
        return states().stream().filter(state -> state.is("Task"));
    }

    /// The states that run our code, in a function or a worker.
    static Stream<State> calls() {
        return tasks().filter(state -> state.calls(":lambda:invoke") || state.calls(".waitForTaskToken"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyErrorIsOneThatSomebodyReports(State state) {
        var names = Stream.concat(state.retriers(), state.catchers())
                .flatMap(rule -> State.errors(rule).stream())
                .filter(name -> !OF_SERVICES.contains(name));

        assertThat(names).allSatisfy(FailureRulesTest::existsOrIsOfTheLanguage);
    }

    private static void existsOrIsOfTheLanguage(String name) throws ClassNotFoundException {
        if (!Set.of("States.ALL", "States.Timeout").contains(name)) {
            assertThat(Class.forName(name)).isAssignableTo(StageFailure.class);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsTransientIsTriedAgainLaterAndLaterAndNeverByAllAtOnce(State call) {
        assertThat(call.retriers().filter(retrier -> State.errors(retrier).contains(TransientFailure.class.getName())))
                .singleElement()
                .satisfies(retrier -> {
                    assertThat(retrier.get("MaxAttempts").asInt()).isBetween(2, 5);
                    assertThat(retrier.get("BackoffRate").asDouble()).isGreaterThan(1);
                    assertThat(retrier.get("JitterStrategy").asText()).isEqualTo("FULL");
                });
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsPermanentIsNeverTriedAgain(State call) {
        assertThat(call.retriers()
                        .filter(retrier -> State.errors(retrier).stream().anyMatch(FailureRulesTest::includesPermanent))
                        .filter(retrier -> retrier.path("MaxAttempts").asInt(3) > 0))
                .isEmpty();
    }

    private static boolean includesPermanent(String name) {
        return Set.of(PermanentFailure.class.getName(), "States.ALL", "States.TaskFailed")
                .contains(name);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskHasALimitOfTime(State task) {
        assertThat(task.json().path("TimeoutSeconds").asInt()).isPositive();
    }

    @Test
    void everyMachineHasALimitOfTimeThatLeavesRoomForEveryTryOfItsLongestTask() {
        for (var machine : Machine.values()) {
            int limit = State.parse(machine).get("TimeoutSeconds").asInt();
            int longest = State.of(machine).stream()
                    .mapToInt(state -> state.json().path("TimeoutSeconds").asInt())
                    .max()
                    .orElseThrow();
            assertThat(limit).as(machine.text()).isGreaterThan(3 * longest);
        }
    }

    /// A heartbeat's clock would run while a message waits for a worker.
    @Test
    void noTaskHasAHeartbeat() {
        assertThat(tasks().filter(task -> task.json().has("HeartbeatSeconds"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void aCaughtFailureLeadsToTheCloseOrToAnotherLook(State state) {
        assertThat(state.catchers().map(catcher -> catcher.get("Next").asText()))
                .isSubsetOf(
                        "Close",
                        "CloseAfterFailure",
                        "Infer",
                        "InferShard",
                        "Refused",
                        "Broken",
                        "InferOfFew",
                        "RefusedOfFew",
                        "BrokenOfFew");
    }

    /// The longest time for initialising a function for a snapshot, in seconds (Lambda Developer Guide,
    /// "Improving startup performance with Lambda SnapStart": 130, or the function's own timeout, which is
    /// 900 at most).
    private static final int LONGEST_INITIALIZATION = 900;

    /// A version that was not called for 14 days refuses calls until it has been initialised anew.
    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionThatHasNoSnapshotIsWaitedForUntilItHasOne(State call) {
        assertThat(call.retriers()
                        .filter(retrier -> State.errors(retrier).contains("Lambda.SnapStartNotReadyException")))
                .singleElement()
                .satisfies(retrier -> assertThat(leastSeconds(retrier)).isGreaterThan(LONGEST_INITIALIZATION));
    }

    /// The longest time for which an account may be throttled, in seconds: other functions use up its
    /// concurrency.
    private static final int LONGEST_THROTTLING = 20 * 60;

    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionThatIsThrottledIsTriedAgainForManyMinutes(State call) {
        assertThat(call.retriers().filter(retrier -> State.errors(retrier).contains("Lambda.TooManyRequestsException")))
                .singleElement()
                .satisfies(retrier -> {
                    assertThat(retrier.get("JitterStrategy").asText()).isEqualTo("FULL");
                    // Full jitter waits for half of it in the mean.
                    assertThat(mostSeconds(retrier) / 2).isGreaterThan(LONGEST_THROTTLING);
                });
    }

    static Stream<State> functions() {
        return tasks().filter(state -> state.calls(":lambda:invoke"));
    }

    /// The least time from the first try to the last one, if each fails at once. Full jitter may wait for
    /// no time at all.
    private static double leastSeconds(JsonNode retrier) {
        return retrier.path("JitterStrategy").asText("NONE").equals("FULL") ? 0 : mostSeconds(retrier);
    }

    private static double mostSeconds(JsonNode retrier) {
        double all = 0;
        double next = retrier.get("IntervalSeconds").asDouble();
        for (int attempt = 0; attempt < retrier.get("MaxAttempts").asInt(); attempt++) {
            all += Math.min(next, retrier.get("MaxDelaySeconds").asDouble());
            next *= retrier.get("BackoffRate").asDouble();
        }
        return all;
    }

    /// The task's time includes the wait of its message for a worker, and for a day there may be no GPU
    /// available.
    @Test
    void aTaskOfAWorkerOutlastsADayWithoutAny() {
        assertThat(tasks().filter(state -> state.calls(".waitForTaskToken")))
                .hasSize(3)
                .allSatisfy(task ->
                        assertThat(task.json().get("TimeoutSeconds").asInt()).isGreaterThan(24 * 3600));
    }

    /// Step Functions adopts new parameters of an API only after some time, and does not document which
    /// ones it has.
    @Test
    void noTaskHangsOnAConditionalWrite() {
        assertThat(tasks()).allSatisfy(task -> {
            assertThat(task.json().get("Resource").asText()).doesNotContain(":s3:put");
            assertThat(task.json().get("Parameters").toString()).doesNotContain("IfNoneMatch", "IfMatch");
        });
    }

    /// A Map passes on the answers of its children, and all states together hold 256 KiB: so children
    /// answer one word, and the answers of calls are dropped, except the words of the claim: whether it was
    /// taken, and whose the job is.
    @Test
    void noStateKeepsWhatACallAnswers() {
        assertThat(calls().filter(call -> call.name().equals("Claim")))
                .hasSize(2)
                .allSatisfy(
                        claim -> assertThat(claim.json().get("ResultSelector").toString())
                                .isIn(
                                        "{\"answer.$\":\"$.Payload.claim\"}",
                                        "{\"answer.$\":\"$.Payload.claim\",\"whose.$\":\"$.Payload.whose\"}"));
        assertThat(calls().filter(call -> !call.name().equals("Claim")))
                .allSatisfy(call -> assertThat(call.json().path("ResultPath").isNull()
                                || call.json().path("ResultSelector").isEmpty())
                        .as("%s drops its result", call)
                        .isTrue());
    }

    @Test
    void noResourceIsNamedButByAPlaceholder() {
        for (var machine : Machine.values()) {
            assertThat(machine.definition()).doesNotContain("arn:aws:lambda", "https:", "000000000000");
            assertThat(machine.placeholders()).contains(StackOutput.WORK_BUCKET.text());
        }
    }
}
