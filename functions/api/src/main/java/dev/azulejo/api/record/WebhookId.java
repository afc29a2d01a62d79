package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

public record WebhookId(@JsonValue String text) implements Comparable<WebhookId> {
    private static final Pattern TEXT = Pattern.compile("w[0-9a-f]{24}");
    private static final SecureRandom RANDOM = new SecureRandom();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WebhookId {}

    public static WebhookId random() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return new WebhookId("w" + HexFormat.of().formatHex(bytes));
    }

    /// Makes the id of the webhook for all addresses of an origin that jobs name.
    ///
    /// @param origin such as `https://shop.example.com`
    public static WebhookId ofNamed(String origin) {
        return new WebhookId(
                "w" + Hash.of(origin.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 24));
    }

    public static Optional<WebhookId> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new WebhookId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(WebhookId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
