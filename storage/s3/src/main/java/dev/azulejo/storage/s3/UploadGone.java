package dev.azulejo.storage.s3;

/// The multipart upload is no longer there: it was completed, and the answer was lost, or somebody has aborted it.
final class UploadGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UploadGone(String message, Throwable cause) {
        super(message, cause);
    }
}
