package dev.azulejo.local.exit;

import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;

/// Words the failures that end a command, and gives their exit codes.
public final class FailureWords {
    private FailureWords() {}

    public static CommandFailure shown(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case CommandFailure ours -> ours;
            case StorageFailure storage -> ofStorage(storage, message);
            case OutOfMemoryError _ ->
                ExitCode.BAD_IMAGE.failure(("needs more memory than azulejo may take, which is %d MiB; make it smaller,"
                                + " save it in another format, or give more with AZULEJO_JAVA_OPTS=-Xmx2g")
                        .formatted(Runtime.getRuntime().maxMemory() >> 20));
            case StageFailure stage -> ExitCode.UNAVAILABLE.failure(message);
            default ->
                ExitCode.INTERNAL.failure("internal error, please report it: %s: %s"
                        .formatted(failure.getClass().getSimpleName(), message));
        };
    }

    private static CommandFailure ofStorage(StorageFailure failure, String message) {
        return switch (failure) {
            case NoSuchObject _ -> ExitCode.NO_INPUT.failure(message);
            case InvalidKey _ -> ExitCode.USAGE.failure(message + "; give the file another name");
            case StorageDenied _ -> ExitCode.NO_OUTPUT.failure(message);
            case StorageFull _ ->
                ExitCode.DISK.failure(
                        message + "; free some space and run the same command again to carry on from here");
            case StorageUnavailable _ -> ExitCode.DISK.failure(message + "; run the same command again");
        };
    }

    /// @throws CommandFailure when the outcome is anything but a result
    public static Outcome.Succeeded succeeded(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded
            when succeeded.superseded() ->
                throw ExitCode.NO_INPUT.failure("was changed while it was being enhanced; run the same command again");
            case Outcome.Succeeded succeeded -> succeeded;
            case Outcome.Rejected rejected -> throw new CommandFailure(exitCode(rejected.reason()), rejected.detail());
            case Outcome.Failed failed ->
                throw new CommandFailure(
                        failed.stage().equals("deliver") ? ExitCode.NO_OUTPUT : ExitCode.UNAVAILABLE, failed.detail());
            case Outcome.Cancelled cancelled -> throw ExitCode.INTERRUPTED.failure(cancelled.detail());
        };
    }

    private static ExitCode exitCode(Outcome.Reason reason) {
        return switch (reason.fault()) {
            case REQUEST -> ExitCode.USAGE;
            case SOURCE -> ExitCode.NO_INPUT;
            case IMAGE -> ExitCode.BAD_IMAGE;
        };
    }
}
