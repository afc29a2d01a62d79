package dev.azulejo.aws;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends messages that become visible after a delay. Thread-safe.
public final class SqsDelays {
    /// The longest delay that SQS accepts ("Amazon SQS delay queues", SQS Developer Guide).
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final SqsClient queues;
    private final String queue;

    /// @param queue the queue's URL
    public SqsDelays(SqsClient queues, String queue) {
        this.queues = queues;
        this.queue = queue;
    }

    /// @param delay cut to the longest that SQS accepts; a reader sees that it is too early, and sends the
    ///     message again
    public void send(String body, Duration delay) {
        long seconds = Math.clamp(delay.plusMillis(999).toSeconds(), 0, LONGEST.toSeconds());
        queues.sendMessage(send -> send.queueUrl(queue).messageBody(body).delaySeconds((int) seconds));
    }
}
