package dev.azulejo.core.job;

/// Turns a job's records into bytes and back: JSON, in practice, but that is the codec's affair. Equal records
/// give equal bytes. Fields it does not know are passed over. Thread-safe.
public interface JobCodec {
    byte[] encode(Object record);

    /// @throws dev.azulejo.core.failure.PermanentFailure when `bytes` are not such a record, saying where
    <T> T decode(byte[] bytes, Class<T> type);
}
