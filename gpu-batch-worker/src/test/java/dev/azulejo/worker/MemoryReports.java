package dev.azulejo.worker;

import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.failure.TransientFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/// The end of a state machine that takes answers to tokens, in memory; it passes the contract.
final class MemoryReports implements TaskReports {
    private static final String WAITING = "";
    private final Map<String, String> tasks = new LinkedHashMap<>(); // guarded by this
    private Runnable beforeAnswer = () -> {};
    private boolean away;

    synchronized String waitingTask() {
        var token = "token-" + (tasks.size() + 1);
        tasks.put(token, WAITING);
        return token;
    }

    synchronized void abort(String token) {
        tasks.put(token, "aborted");
    }

    /// Sets an action that runs at each answer, before it counts.
    void beforeAnswer(Runnable look) {
        beforeAnswer = look;
    }

    /// Sets whether answers get lost from now on.
    void goAway(boolean gone) {
        away = gone;
    }

    @Override
    public synchronized boolean isAwaited(String token) {
        return WAITING.equals(tasks.get(token));
    }

    @Override
    public boolean succeeded(String token, String output) {
        return answer(token, "succeeded " + output);
    }

    @Override
    public boolean failed(String token, String error, String cause) {
        return answer(token, "failed %s: %s".formatted(error, cause));
    }

    private boolean answer(String token, String text) {
        beforeAnswer.run();
        synchronized (this) {
            if (away) {
                throw new TransientFailure("nobody answers");
            }
            return tasks.replace(token, WAITING, text);
        }
    }

    synchronized String endOf(String token) {
        return tasks.getOrDefault(token, "never was");
    }

    @Override
    public void close() {}
}
