package dev.azulejo.simulator.cloud;

/// Reports that a state has failed, under an error name that a state machine can catch.
final class MachineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String reason;

    MachineFailure(String error, String reason) {
        super(error + ": " + reason, null, false, false);
        this.error = error;
        this.reason = reason;
    }

    String error() {
        return error;
    }

    String reason() {
        return reason;
    }
}
