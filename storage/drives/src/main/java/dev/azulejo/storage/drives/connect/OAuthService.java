package dev.azulejo.storage.drives.connect;

import java.util.List;
import java.util.Map;

/// Where and how a service asks the owner of a drive.
///
/// @param authorize the page that the owner opens
/// @param token where codes and refresh tokens are exchanged
/// @param revoke where a token is taken back
/// @param scopes what is asked for, and no more
/// @param extras further parameters of the page, such as those that ask for a refresh token
public record OAuthService(
        String authorize, String token, Revocation revoke, List<String> scopes, Map<String, String> extras) {
    public OAuthService {
        scopes = List.copyOf(scopes);
        extras = Map.copyOf(extras);
    }

    /// How a token is taken back.
    public sealed interface Revocation {
        /// By its owner alone, on a page of the service.
        record ByHand() implements Revocation {}

        /// By giving the refresh token to an address (RFC 7009).
        record ByToken(String address) implements Revocation {}

        /// By a request that carries the token itself.
        record ByBearer(String address) implements Revocation {}
    }
}
