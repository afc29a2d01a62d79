package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.SimProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The queue of shards, and the tokens by which machines wait for them.
final class Tasks {
    private static final Port.Failures FAILURES = Port.Failures.ofServices();
    private static final int STEPS_PER_SECOND = 5;
    private static final int VISIBLE_AGAIN_AFTER = 20;
    private static final int LONGEST_HIDDEN = 400;
    private static final double TWICE = 0.04;

    private final Surroundings surroundings;
    private final boolean duplicates;
    private final Map<String, Message> queue = new LinkedHashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private int receipts;
    private int handedOutTwice;
    private int timedOut;

    private static final class Message {
        private final String id;
        private final String body;
        private String receipt = "";
        private @Nullable SimProcess holder;
        private long visibleAt;

        Message(String id, String body) {
            this.id = id;
            this.body = body;
        }

        boolean isHeld() {
            return holder != null && !holder.isDead();
        }
    }

    /// A token by which a machine waits for a worker's answer.
    static final class Token {
        private final String text;
        private final BooleanSupplier isMachineRunning;
        private @Nullable JsonNode success;
        private @Nullable MachineFailure failure;
        private boolean timedOut;

        Token(String text, BooleanSupplier isMachineRunning) {
            this.text = text;
            this.isMachineRunning = isMachineRunning;
        }

        String text() {
            return text;
        }

        boolean isAwaited() {
            return !isAnswered() && isMachineRunning.getAsBoolean();
        }

        boolean isAnswered() {
            return success != null || failure != null || timedOut;
        }

        /// @throws MachineFailure when the task failed, or timed out without an answer
        JsonNode answer() {
            if (failure != null) {
                throw failure;
            }
            if (success == null) {
                throw new MachineFailure("States.Timeout", "no answer");
            }
            return success;
        }
    }

    Tasks(Surroundings surroundings, boolean duplicates) {
        this.surroundings = surroundings;
        this.duplicates = duplicates;
        surroundings.scheduler().alarm(this::nextVisible);
    }

    private long nextVisible() {
        long next = Long.MAX_VALUE;
        for (var message : queue.values()) {
            if (message.visibleAt > surroundings.scheduler().step() && !message.isHeld()) {
                next = Math.min(next, message.visibleAt);
            }
        }
        return next;
    }

    int handedOutTwice() {
        return handedOutTwice;
    }

    int timedOut() {
        return timedOut;
    }

    List<String> left() {
        return queue.keySet().stream().map(id -> "message " + id).toList();
    }

    /// Makes a token for a task of a machine.
    Token token(BooleanSupplier isMachineRunning) {
        var token = new Token(surroundings.next("token"), isMachineRunning);
        tokens.put(token.text, token);
        return token;
    }

    void send(String body) {
        var id = surroundings.next("message");
        queue.put(id, new Message(id, body));
    }

    /// Lets the first task that is still awaited time out, once no worker answers any more.
    ///
    /// @return whether there was one
    boolean timeOut() {
        var waiting = tokens.values().stream().filter(Token::isAwaited).findFirst();
        waiting.ifPresent(token -> {
            timedOut++;
            token.timedOut = true;
        });
        return waiting.isPresent();
    }

    /// Makes the messages that dead workers held visible at once.
    void calm() {
        queue.values().stream()
                .filter(message -> !message.isHeld())
                .forEach(message -> message.visibleAt =
                        Math.min(message.visibleAt, surroundings.scheduler().step()));
    }

    private Optional<Message> visible() {
        for (var message : queue.values()) {
            if (!message.isHeld() && message.visibleAt <= surroundings.scheduler().step()) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /// Waits for a message and takes it.
    TaskMessage take(SimProcess process) {
        surroundings.scheduler().await(() -> visible().isPresent());
        var message = visible().orElseThrow();
        message.receipt = "receipt" + ++receipts;
        message.holder = process;
        message.visibleAt = surroundings.scheduler().step()
                + VISIBLE_AGAIN_AFTER
                + surroundings.below("a dead worker's message hides", LONGEST_HIDDEN);
        process.begins(surroundings.scheduler().step());
        surroundings.say("takes", message.id);
        if (duplicates && surroundings.chance("a message comes again while it is held", TWICE)) {
            message.holder = null;
            handedOutTwice++;
            surroundings.say(message.id, "will come again");
        }
        return new TaskMessage(message.id, message.receipt, message.body);
    }

    /// Ends a worker's hold on a message, which becomes visible again unless it was removed.
    void letGo(TaskMessage taken, SimProcess process) {
        var message = queue.get(taken.id());
        if (message != null && message.holder == process) {
            message.holder = null;
        }
    }

    private <T> T call(SimProcess process, PortCall call, String object, Supplier<? extends T> effect) {
        return surroundings.port().call(process, call, object, false, FAILURES, effect);
    }

    /// The queue as a process sees it.
    TaskQueue queue(SimProcess process) {
        return new TaskQueue() {
            @Override
            public List<TaskMessage> receive(int most, Duration wait, Duration hidden) {
                throw new UnsupportedOperationException("the simulated machine hands the worker its messages");
            }

            @Override
            public void hide(TaskMessage message, Duration hidden) {
                call(process, PortCall.HIDE, message.id() + " for " + hidden.toSeconds() + " s", () -> {
                    hidden(message, hidden, process);
                    return "";
                });
            }

            @Override
            public void delete(TaskMessage message) {
                call(process, PortCall.DELETE_MESSAGE, message.id(), () -> {
                    queue.remove(message.id());
                    return "";
                });
            }

            @Override
            public void stopReceiving() {}

            @Override
            public void close() {}
        };
    }

    private void hidden(TaskMessage taken, Duration hidden, SimProcess process) {
        var message = queue.get(taken.id());
        if (message == null || !message.receipt.equals(taken.receipt())) {
            return;
        }
        boolean isGivenBack = hidden.compareTo(Duration.ofHours(1)) < 0;
        message.holder = isGivenBack ? null : process;
        if (isGivenBack) {
            message.visibleAt = surroundings.scheduler().step() + hidden.toSeconds() * STEPS_PER_SECOND;
        }
    }

    /// The tokens as a process sees them.
    TaskReports reports(SimProcess process) {
        return new TaskReports() {
            @Override
            public boolean isAwaited(String token) {
                return call(process, PortCall.IS_AWAITED, token, () -> isWaiting(token));
            }

            @Override
            public boolean succeeded(String token, String output) {
                return answer(token, task -> task.success = Expression.json(output));
            }

            @Override
            public boolean failed(String token, String error, String cause) {
                return answer(token, task -> task.failure = new MachineFailure(error, cause));
            }

            private boolean isWaiting(String token) {
                var found = tokens.get(token);
                return found != null && found.isAwaited();
            }

            private boolean answer(String token, Consumer<Token> how) {
                return call(process, PortCall.ANSWER, token, () -> {
                    boolean waits = isWaiting(token);
                    if (waits) {
                        how.accept(tokens.get(token));
                    }
                    return waits;
                });
            }

            @Override
            public void close() {}
        };
    }
}
