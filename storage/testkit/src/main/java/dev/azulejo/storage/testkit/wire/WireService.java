package dev.azulejo.storage.testkit.wire;

/// What stands behind a [WireServer]. Called by several threads.
public interface WireService {
    /// Does what was asked.
    WireAnswer answer(WireRequest request);

    /// Takes a token for expired.
    void expire(String token);

    /// Forgets the upload that a request belongs to, if it belongs to one.
    void forgetUpload(WireRequest request);
}
