package dev.azulejo.functions;

import dev.azulejo.core.failure.TransientFailure;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Tokens of AWS Step Functions.
final class StepFunctionsTokens implements TaskTokens {
    private static final Logger LOG = Logger.getLogger(StepFunctionsTokens.class);

    private final SfnClient machines;

    StepFunctionsTokens(SfnClient machines) {
        this.machines = machines;
    }

    @Override
    public void failed(String token, String error, String cause) {
        try {
            machines.sendTaskFailure(
                    request -> request.taskToken(token).error(error).cause(cause));
        } catch (InvalidTokenException | TaskDoesNotExistException | TaskTimedOutException e) {
            LOG.infof("nobody waits for it any more: %s", cause);
        } catch (SdkException e) {
            throw new TransientFailure("telling that %s: %s".formatted(cause, e.getMessage()), e);
        }
    }
}
