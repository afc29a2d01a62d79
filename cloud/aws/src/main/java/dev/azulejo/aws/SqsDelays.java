package dev.azulejo.aws;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Messages that come to whoever reads the queue after a while. Thread-safe.
public final class SqsDelays {
    /// What SQS takes ("Amazon SQS delay queues", SQS Developer Guide).
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final SqsClient queues;
    private final String queue;

    /// @param queue its URL
    public SqsDelays(SqsClient queues, String queue) {
        this.queues = queues;
        this.queue = queue;
    }

    /// @param delay longer ones than SQS takes are cut: whoever reads sees that it is too early, and sends it again
    public void send(String body, Duration delay) {
        long seconds = Math.clamp(delay.plusMillis(999).toSeconds(), 0, LONGEST.toSeconds());
        queues.sendMessage(send -> send.queueUrl(queue).messageBody(body).delaySeconds((int) seconds));
    }
}
