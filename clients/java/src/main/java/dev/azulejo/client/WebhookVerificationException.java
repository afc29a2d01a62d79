package dev.azulejo.client;

/// A call that pretends to be from a webhook of ours, or comes too late to be believed.
public final class WebhookVerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WebhookVerificationException(String message) {
        super(message);
    }
}
