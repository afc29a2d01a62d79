package dev.azulejo.aws;

import dev.azulejo.cloud.TaskReports;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Sends the answers to tasks to AWS Step Functions.
public final class StepFunctionsReports implements TaskReports {
    /// The most characters of an error in SendTaskFailure (API reference of Step Functions); others follow.
    private static final int MOST_ERROR = 256;

    private static final int MOST_CAUSE = 32_768;

    private final SfnClient client;

    public StepFunctionsReports(SfnClient client) {
        this.client = client;
    }

    /// Whether the task is still awaited; a heartbeat tells so also if the task needs none.
    @Override
    public boolean isAwaited(String token) {
        return ask("asking for a task", sfn -> sfn.sendTaskHeartbeat(request -> request.taskToken(token)));
    }

    @Override
    public boolean succeeded(String token, String output) {
        return ask(
                "reporting a success",
                sfn -> sfn.sendTaskSuccess(request -> request.taskToken(token).output(output)));
    }

    @Override
    public boolean failed(String token, String error, String cause) {
        return ask(
                "reporting a failure",
                sfn -> sfn.sendTaskFailure(request ->
                        request.taskToken(token).error(cut(error, MOST_ERROR)).cause(cut(cause, MOST_CAUSE))));
    }

    private boolean ask(String what, Consumer<SfnClient> question) {
        try {
            question.accept(client);
            return true;
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
            return false; // answered, timed out, or of an execution that has ended: they cannot be told apart for sure
        } catch (SdkException e) {
            throw SdkFailures.of(what, e);
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    @Override
    public void close() {
        client.close();
    }
}
