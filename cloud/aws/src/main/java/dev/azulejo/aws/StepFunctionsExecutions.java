package dev.azulejo.aws;

import dev.azulejo.cloud.Executions;
import dev.azulejo.core.failure.TransientFailure;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;

/// Looks at executions of AWS Step Functions.
public final class StepFunctionsExecutions implements Executions {
    private final SfnClient machines;
    private final Duration askAgainAfter;

    /// @param askAgainAfter how long to wait before an unknown execution counts as gone: answers of Step
    ///     Functions are eventually consistent (API reference, DescribeExecution)
    public StepFunctionsExecutions(SfnClient machines, Duration askAgainAfter) {
        this.machines = machines;
        this.askAgainAfter = askAgainAfter;
    }

    @Override
    public boolean isRunning(String execution) {
        try {
            return ask(execution);
        } catch (ExecutionDoesNotExistException notYet) {
            pause(execution);
        }
        try {
            return ask(execution);
        } catch (ExecutionDoesNotExistException gone) {
            return false;
        }
    }

    private boolean ask(String execution) {
        try {
            return machines.describeExecution(request -> request.executionArn(execution))
                            .status()
                    == ExecutionStatus.RUNNING;
        } catch (ExecutionDoesNotExistException unknown) {
            throw unknown;
        } catch (InvalidArnException _) {
            return false;
        } catch (SdkException e) {
            throw new TransientFailure("asking for the execution %s: %s".formatted(execution, e.getMessage()), e);
        }
    }

    private void pause(String execution) {
        try {
            Thread.sleep(askAgainAfter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while asking for the execution " + execution, e);
        }
    }
}
