package dev.azulejo.storage.s3;

/// Thrown when the server cannot copy a part into an upload with checksums, for which it would have to
/// calculate one, as S3 does. MinIO answers so.
final class CopyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CopyRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
