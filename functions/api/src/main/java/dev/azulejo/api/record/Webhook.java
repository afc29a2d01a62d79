package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A webhook: an address that gets events about the ends of all jobs, or of those that name it.
///
/// @param types of events that it wants; all if empty
/// @param secrets the newest first
/// @param failingSince the first failure after the last success; absent if the last call succeeded
/// @param disabled why nothing is sent to it now; absent if it is enabled
/// @param triedUntil while it fails, when the one running call must have ended; absent if none is running
/// @param named whether it stands for an origin, and gets events only of jobs that name an address there
public record Webhook(
        int schema,
        WebhookId id,
        String url,
        List<String> types,
        Instant createdAt,
        List<SigningSecret> secrets,
        @Nullable Instant failingSince,
        @Nullable Disabled disabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant triedUntil,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean named) {
    public static final int SCHEMA = 1;

    /// How long a replaced secret continues to sign.
    public static final Duration OVERLAP = Duration.ofHours(24);

    /// How long a webhook may fail before it is disabled.
    public static final Duration LONGEST_FAILURE = Duration.ofDays(5);

    /// The most secrets, so the header with all signatures stays short.
    private static final int MOST_SECRETS = 5;

    /// @param reason in plain words
    public record Disabled(Instant at, String reason) {}

    /// Makes an enabled webhook for `types`.
    public static Webhook of(WebhookId id, String url, List<String> types, Instant at, boolean named) {
        return new Webhook(SCHEMA, id, url, types, at, List.of(SigningSecret.random()), null, null, null, named);
    }

    /// The scheme, host and port of a checked address.
    public static String originOf(String url) {
        try {
            return WebAddress.parse(url).origin();
        } catch (RefusedAddress e) {
            throw new IllegalArgumentException(e);
        }
    }

    public boolean wants(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /// The secrets that sign now, the newest first.
    public List<SigningSecret> live(Instant now) {
        return secrets.stream().filter(secret -> secret.isLive(now)).toList();
    }

    public Webhook rotated(SigningSecret next, Instant now) {
        var kept = Stream.concat(Stream.of(next), live(now).stream().map(secret -> secret.ending(now.plus(OVERLAP))))
                .limit(MOST_SECRETS)
                .toList();
        return new Webhook(schema, id, url, types, createdAt, kept, failingSince, disabled, triedUntil, named);
    }

    public Webhook sending(String toUrl, List<String> ofTypes) {
        return new Webhook(schema, id, toUrl, ofTypes, createdAt, secrets, failingSince, disabled, triedUntil, named);
    }

    public Webhook enabled() {
        return new Webhook(schema, id, url, types, createdAt, secrets, null, null, null, named);
    }

    public Webhook disabled(Instant at, String reason) {
        return with(failingSince, disabled == null ? new Disabled(at, reason) : disabled);
    }

    public Webhook succeeded() {
        return with(null, disabled);
    }

    public Webhook failed(Instant at) {
        if (failingSince == null) {
            return with(at, disabled);
        }
        return failingSince.plus(LONGEST_FAILURE).isAfter(at)
                ? with(failingSince, disabled)
                : disabled(at, "every call since %s failed".formatted(failingSince));
    }

    /// Whether it may be called: one call at a time, as long as it fails.
    public boolean isFree(Instant now) {
        return failingSince == null || triedUntil == null || !triedUntil.isAfter(now);
    }

    public Webhook tried(Instant until) {
        return new Webhook(schema, id, url, types, createdAt, secrets, failingSince, disabled, until, named);
    }

    private Webhook with(@Nullable Instant failing, @Nullable Disabled off) {
        return new Webhook(schema, id, url, types, createdAt, secrets, failing, off, null, named);
    }
}
