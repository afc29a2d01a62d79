package dev.azulejo.integration.minio;

/// A program that tests can do without is neither here nor to be had.
final class NotObtainable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what is missing, and how to get it
    NotObtainable(String message, Throwable cause) {
        super(message, cause);
    }

    NotObtainable(String message) {
        super(message);
    }
}
