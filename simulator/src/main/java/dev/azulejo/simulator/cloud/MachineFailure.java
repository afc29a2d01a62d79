package dev.azulejo.simulator.cloud;

/// A state has failed, by the name that rules of a state machine know.
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
