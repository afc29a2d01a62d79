package dev.azulejo.storage.testkit.wire;

/// The service behind a [WireServer]. Called by several threads.
public interface WireService {
    WireAnswer answer(WireRequest request);

    /// Treats a token as expired from now on.
    void expire(String token);

    /// Forgets the upload that a request belongs to, if it belongs to one.
    void forgetUpload(WireRequest request);
}
