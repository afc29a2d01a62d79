package dev.azulejo.storage.drives;

/// The tokens that give access to a drive. Thread-safe: of any number of threads that find a token expired,
/// one renews it.
public interface AccessTokens {
    /// The present token.
    ///
    /// @throws dev.azulejo.storage.StorageDenied when the drive is not connected, or no longer
    String current();

    /// A token other than `stale`, which the service has refused.
    ///
    /// @throws dev.azulejo.storage.StorageDenied when there is none: the owner has taken it back
    String renewed(String stale);

    static AccessTokens of(String token) {
        return new AccessTokens() {
            @Override
            public String current() {
                return token;
            }

            @Override
            public String renewed(String stale) {
                return token;
            }
        };
    }
}
