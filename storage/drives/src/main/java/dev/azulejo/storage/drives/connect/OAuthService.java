package dev.azulejo.storage.drives.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where and how a service asks the owner of a drive.
///
/// @param authorize the page that the owner opens
/// @param token where codes and refresh tokens are exchanged
/// @param revoke where a token is taken back; empty where a service has no such address
/// @param scopes what is asked for, and no more
/// @param extras further parameters of the page, such as those that ask for a refresh token
public record OAuthService(
        String authorize, String token, Optional<String> revoke, List<String> scopes, Map<String, String> extras) {
    public OAuthService {
        scopes = List.copyOf(scopes);
        extras = Map.copyOf(extras);
    }
}
