package dev.azulejo.simulator.invariant;

import java.util.List;

/// What happened in a run beside its writes: some rules hold only if nothing of a kind happened.
///
/// @param faults of calls, and between them
/// @param redrives that were begun
/// @param stopped executions that people stopped
/// @param timedOut tasks that got no answer
/// @param twice messages that a queue handed out twice, and old answers of services
/// @param deadWorkers how many died
/// @param letters that the function could not explain; they name jobs
/// @param left messages, executions and the like that should have ended
public record Circumstances(
        int faults,
        int redrives,
        int stopped,
        int timedOut,
        int twice,
        int deadWorkers,
        boolean isFaultFree,
        List<String> letters,
        List<String> left) {

    boolean hasLetter(String job) {
        return letters.stream().anyMatch(letter -> letter.contains(job));
    }
}
