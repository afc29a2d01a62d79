package dev.azulejo.core.resize;

/// Thrown when a size was asked for that no result can have. The message says what is wrong with it, as in
/// `asks for ...`.
public final class SizeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SizeRefused(String message) {
        super(message);
    }
}
