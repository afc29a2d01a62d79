package dev.azulejo.client;

/// Thrown for a call that is not from a webhook of ours, or that comes too late.
public final class WebhookVerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WebhookVerificationException(String message) {
        super(message);
    }
}
