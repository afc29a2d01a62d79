package dev.azulejo.storage.s3;

/// The server takes no copy for a part of an upload with checksums: it would have to calculate one, as S3 does. MinIO
/// answers so.
final class CopyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CopyRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
