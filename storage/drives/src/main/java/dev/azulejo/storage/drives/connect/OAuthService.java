package dev.azulejo.storage.drives.connect;

import java.util.List;
import java.util.Map;

/// The addresses of a service for the consent of a drive's owner.
///
/// @param authorize the page that the owner opens
/// @param token address that exchanges codes and refresh tokens
/// @param revoke how a token is revoked
/// @param scopes the rights that are asked for
/// @param extras further parameters of the page, such as those that ask for a refresh token
public record OAuthService(
        String authorize, String token, Revocation revoke, List<String> scopes, Map<String, String> extras) {
    public OAuthService {
        scopes = List.copyOf(scopes);
        extras = Map.copyOf(extras);
    }

    /// How a token is revoked.
    public sealed interface Revocation {
        /// By the owner alone, on a page of the service.
        record ByHand() implements Revocation {}

        /// By sending the refresh token to an address (RFC 7009).
        record ByToken(String address) implements Revocation {}

        /// By a request that carries the token itself.
        record ByBearer(String address) implements Revocation {}
    }
}
