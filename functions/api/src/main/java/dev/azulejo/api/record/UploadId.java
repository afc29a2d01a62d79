package dev.azulejo.api.record;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id of an upload: 96 random bits, which cannot be guessed, or those of a hash.
public record UploadId(String text) {
    private static final Pattern TEXT = Pattern.compile("u[0-9a-f]{24}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public static UploadId random() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return new UploadId("u" + HexFormat.of().formatHex(bytes));
    }

    public static UploadId of(Hash hash) {
        return new UploadId("u" + hash.hex().substring(0, 24));
    }

    public static Optional<UploadId> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new UploadId(text)) : Optional.empty();
    }
}
