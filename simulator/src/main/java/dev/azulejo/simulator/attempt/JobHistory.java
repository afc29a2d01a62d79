package dev.azulejo.simulator.attempt;

import java.util.List;

/// What stays of a job on a machine.
public final class JobHistory {
    /// Names below the folder of a job that has succeeded, sorted.
    public static final List<String> OF_A_SUCCESS = List.of(
            "attempts/0/decision.json",
            "attempts/0/dropped.json",
            "attempts/0/inferred.json",
            "attempts/0/manifest.json",
            "attempts/0/outcome.json",
            "attempts/0/start.json",
            "attempts/0/stitched.json",
            "request.json",
            "shards.json");

    private JobHistory() {}
}
