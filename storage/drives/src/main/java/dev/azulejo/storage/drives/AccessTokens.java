package dev.azulejo.storage.drives;

/// The tokens by which a service knows whose drive it is. Thread-safe: of any number of threads that find a token
/// expired, one renews it.
public interface AccessTokens {
    /// The one to use now.
    ///
    /// @throws dev.azulejo.storage.StorageDenied when the drive is not connected, or no longer
    String current();

    /// Another than `stale`, which the service has refused.
    ///
    /// @throws dev.azulejo.storage.StorageDenied when there is none: the owner has taken it back
    String renewed(String stale);

    /// One that never changes, such as in tests.
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
