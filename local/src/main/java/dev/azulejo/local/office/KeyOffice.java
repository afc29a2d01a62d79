package dev.azulejo.local.office;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Does what `azulejo keys` asks for, and is found where [Server] is. All of it works while a server runs
/// on the folder, which sees it with its next request; or on the bucket of jobs of a deployment. Failures
/// are [dev.azulejo.local.exit.CommandFailure]s.
public interface KeyOffice {
    /// @param name what the key is for, if given
    /// @param valid how long it works; until it is revoked where this is empty
    /// @return the key, which cannot be shown again
    String make(URI place, String tenant, Optional<String> name, Optional<Duration> valid);

    /// @param tenant whose; everybody's where this is empty
    List<HeldKey> keys(URI place, Optional<String> tenant);

    /// @param id as lists show it
    void revoke(URI place, String tenant, String id);

    Limits limits(URI place, String tenant);

    void limit(URI place, String tenant, Limits limits);

    /// @param id by which it is revoked
    record HeldKey(
            String tenant,
            String id,
            Instant createdAt,
            @Nullable Instant expiresAt,
            boolean isLive,
            String name) {}

    /// The limits of a tenant; an absent one does not limit.
    record Limits(
            @Nullable Long requestsPerMinute,
            @Nullable Long openMegapixels,
            @Nullable Long monthMegapixels,
            @Nullable Long uploadMegabytes) {}
}
