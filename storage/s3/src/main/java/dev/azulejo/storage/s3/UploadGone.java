package dev.azulejo.storage.s3;

/// Thrown when the multipart upload is gone: it was completed and the answer was lost, or another process
/// has aborted it.
final class UploadGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UploadGone(String message, Throwable cause) {
        super(message, cause);
    }
}
