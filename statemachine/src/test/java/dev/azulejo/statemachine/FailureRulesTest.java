package dev.azulejo.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A machine decides by names of errors: a name that nobody throws is a rule that never holds.
class FailureRulesTest {
    /// As Step Functions, Lambda and the SDK for Java 2.x name them. LocalStack reports the same, but for a HEAD of
    /// what
    /// is not there (S3.S3Exception there, S3.NoSuchKeyException from the SDK), which no rule tells apart.
    private static final Set<String> OF_SERVICES = Set.of(
            "S3.S3Exception",
            "S3.NoSuchKeyException",
            "S3.SdkClientException",
            "Sfn.SfnException",
            "Sfn.ExecutionDoesNotExistException",
            "Sfn.SdkClientException",
            "SQS.AmazonSQSException",
            "SQS.SdkClientException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.TooManyRequestsException",
            "Lambda.SnapStartNotReadyException",
            "Lambda.Unknown",
            "Sandbox.Timedout",
            "Runtime.ExitError");

    static List<State> states() {
        return State.all();
    }

    static Stream<State> tasks() {
        return states().stream().filter(state -> state.is("Task"));
    }

    /// What runs our code, in a function or a worker.
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
            assertThat(limit).as(machine.lowerCaseName()).isGreaterThan(3 * longest);
        }
    }

    /// The clock of a heartbeat would run while a message waits for a worker.
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
                        "ReadClaim",
                        "CountTry",
                        "TakeOver",
                        "Infer",
                        "InferShard",
                        "Refused",
                        "Broken");
    }

    /// A Map hands on what its children answer, and all states together hold 256 KiB: so children answer one word, and
    /// a call's answer is dropped.
    @Test
    void noStateKeepsWhatACallAnswers() {
        assertThat(calls())
                .allSatisfy(call -> assertThat(call.json().path("ResultPath").isNull()
                                || call.json().path("ResultSelector").isEmpty())
                        .as("%s drops its result", call)
                        .isTrue());
    }

    @Test
    void noResourceIsNamedButByAPlaceholder() {
        for (var machine : Machine.values()) {
            assertThat(machine.definition()).doesNotContain("arn:aws:lambda", "https:", "000000000000");
            assertThat(machine.placeholders()).contains("WorkBucket");
        }
    }
}
