package dev.azulejo.core.job;

/// Encodes a job's records as bytes and decodes them. Equal records give equal bytes, and unknown fields
/// are ignored. Thread-safe.
public interface JobCodec {
    byte[] encode(Object record);

    /// @throws dev.azulejo.core.failure.PermanentFailure when `bytes` are not such a record, saying where
    <T> T decode(byte[] bytes, Class<T> type);
}
