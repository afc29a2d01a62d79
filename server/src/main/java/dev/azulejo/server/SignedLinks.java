package dev.azulejo.server;

import dev.azulejo.api.port.Checksum;
import dev.azulejo.api.port.Links;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Links to this server, signed by itself like presigned URLs of S3: a holder may do what the link allows
/// until it expires, and nothing else. Thread-safe.
final class SignedLinks implements Links {
    private static final Duration VALID = Duration.ofHours(1);

    /// Links of one quarter of an hour are equal, so that browsers need not load a picture again.
    private static final long STEP_SECONDS = 900;

    private static final String SEPARATOR = "\n";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Secret secret;
    private final List<URI> places;
    private final Clock clock;

    /// @param places that objects may lie in: links tell their number, not where they are
    SignedLinks(Secret secret, List<URI> places, Clock clock) {
        this.secret = secret;
        this.places = List.copyOf(places);
        this.clock = clock;
    }

    /// The permission in a link.
    ///
    /// @param method GET or PUT
    /// @param bytes how many may be written; 0 to read
    /// @param checksum that they must have
    record Grant(String method, StorageUri object, long bytes, Optional<Checksum> checksum, Instant until) {}

    @Override
    public Link read(StorageUri object, String name) {
        return link("GET", object, 0, Optional.empty());
    }

    @Override
    public Parts write(StorageUri object, long bytes, Optional<Checksum> checksum, Optional<String> begun) {
        var link = link("PUT", object, bytes, checksum);
        // This server knows it from the link; S3 wants it said again, and callers shall not know the difference.
        return new Parts(bytes, List.of(link.url()), Links.writeOnce(checksum), link.expiresAt(), null);
    }

    @Override
    public long mostCheckedBytes() {
        return Long.MAX_VALUE; // looked at while they come
    }

    @Override
    public void join(StorageUri object, String ticket, long bytes) {
        // One part is all of it.
    }

    @Override
    public void abandon(StorageUri object, String ticket) {
        // Nor are there others.
    }

    private Link link(String method, StorageUri object, long bytes, Optional<Checksum> checksum) {
        long now = clock.instant().getEpochSecond();
        var until = Instant.ofEpochSecond(now - now % STEP_SECONDS + STEP_SECONDS + VALID.toSeconds());
        var says = String.join(
                SEPARATOR,
                List.of(
                        method,
                        String.valueOf(places.indexOf(object.place())),
                        String.valueOf(bytes),
                        String.valueOf(until.getEpochSecond()),
                        checksum.map(sum -> sum.hash().hex()).orElse(""),
                        object.key()));
        var token = BASE64.encodeToString(says.getBytes(StandardCharsets.UTF_8)) + "."
                + BASE64.encodeToString(secret.sign(says));
        var key = object.key();
        var name = URI.create("/") // in ASCII alone, as RFC 3986 wants it: not every client encodes the rest
                .resolve(path(key.substring(key.lastIndexOf('/') + 1)))
                .toASCIIString();
        return new Link("/v1/content/" + token + name, until);
    }

    private static URI path(String name) {
        try {
            return new URI(null, null, "/" + name, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /// The permission of a token, if it is ours and has not expired.
    Optional<Grant> grant(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            var says = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            var signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return MessageDigest.isEqual(signature, secret.sign(says))
                    ? Optional.of(parsed(says)).filter(grant -> grant.until().isAfter(clock.instant()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) { // no Base64
            return Optional.empty();
        }
    }

    private Grant parsed(String says) {
        var fields = says.split(SEPARATOR, 6); // the key comes last, and may have any characters
        return new Grant(
                fields[0],
                new StorageUri(places.get(Integer.parseInt(fields[1])), fields[5]),
                Long.parseLong(fields[2]),
                fields[4].isEmpty() ? Optional.empty() : Optional.of(new Checksum(new Hash(fields[4]))),
                Instant.ofEpochSecond(Long.parseLong(fields[3])));
    }
}
