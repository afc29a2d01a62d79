package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.core.failure.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The contract of every queue of tasks.
public abstract class TaskQueueContract {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    /// An empty queue.
    protected abstract TaskQueue emptyQueue();

    /// Puts a message into the last [#emptyQueue].
    protected abstract void send(String body);

    @Test
    void aMessageThatWasReceivedIsHiddenFromOthers() {
        try (var queue = emptyQueue()) {
            send("a");
            assertThat(receive(queue, LONG)).extracting(TaskMessage::body).containsExactly("a");
            assertThat(queue.receive(1, SECOND, LONG)).isEmpty();
        }
    }

    @Test
    void oneThatWasNotDeletedComesBack() {
        try (var queue = emptyQueue()) {
            send("a");
            var first = receive(queue, SECOND).getFirst();
            var second = receive(queue, LONG).getFirst();
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(second.body()).isEqualTo("a");
        }
    }

    @Test
    void oneThatIsHiddenFurtherDoesNotComeBack() {
        try (var queue = emptyQueue()) {
            send("a");
            var message = receive(queue, SECOND).getFirst();
            queue.hide(message, LONG);
            assertThat(queue.receive(1, Duration.ofSeconds(2), LONG)).isEmpty();
        }
    }

    @Test
    void oneThatIsGivenBackIsThereAtOnce() {
        try (var queue = emptyQueue()) {
            send("a");
            var message = receive(queue, LONG).getFirst();
            queue.hide(message, Duration.ZERO);
            assertThat(queue.receive(1, Duration.ofSeconds(2), LONG))
                    .extracting(TaskMessage::id)
                    .containsExactly(message.id());
        }
    }

    @Test
    void oneThatWasDeletedIsGoneAndMayBeHiddenOrDeletedAgain() {
        try (var queue = emptyQueue()) {
            send("a");
            var message = receive(queue, SECOND).getFirst();
            queue.delete(message);
            assertThatCode(() -> {
                        queue.hide(message, Duration.ZERO);
                        queue.delete(message);
                    })
                    .doesNotThrowAnyException();
            assertThat(queue.receive(1, Duration.ofSeconds(2), LONG)).isEmpty();
        }
    }

    @Test
    void noMoreAreReceivedThanWereAskedFor() {
        try (var queue = emptyQueue()) {
            List.of("a", "b", "c").forEach(this::send);
            assertThat(queue.receive(2, LONG, LONG)).hasSizeBetween(1, 2);
        }
    }

    @Test
    void aWaitEndsWhenAMessageComes() throws Exception {
        try (var queue = emptyQueue()) {
            var received = CompletableFuture.supplyAsync(() -> queue.receive(1, LONG, LONG));
            TimeUnit.MILLISECONDS.sleep(300);
            send("a");
            assertThat(received.get(15, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    @Test
    void aWaitCanBeEndedAndWhatIsHeldStillBeGivenBack() throws Exception {
        try (var queue = emptyQueue()) {
            send("a");
            var message = receive(queue, LONG).getFirst();
            var ended = CompletableFuture.supplyAsync(() -> isEmptyOrFails(queue));
            TimeUnit.MILLISECONDS.sleep(300);
            queue.stopReceiving();
            assertThat(ended.get(15, TimeUnit.SECONDS)).isTrue();
            assertThat(isEmptyOrFails(queue)).isTrue();
            queue.hide(message, Duration.ZERO);
            queue.delete(message);
        }
    }

    private static boolean isEmptyOrFails(TaskQueue queue) {
        try {
            return queue.receive(1, LONG, LONG).isEmpty();
        } catch (TransientFailure ended) {
            return true;
        }
    }

    private static List<TaskMessage> receive(TaskQueue queue, Duration hidden) {
        var messages = queue.receive(1, LONG, hidden);
        assertThat(messages).hasSize(1);
        return messages;
    }
}
