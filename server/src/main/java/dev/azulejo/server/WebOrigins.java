package dev.azulejo.server;

import dev.azulejo.local.exit.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Pages of other servers, by their origins (RFC 6454, 6.2), that may use the API in a browser.
record WebOrigins(Set<String> allowed) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    WebOrigins {
        allowed = Set.copyOf(allowed);
    }

    static WebOrigins of(List<String> given) {
        return new WebOrigins(given.stream()
                .map(text -> parse("--allow-origin", text).toString())
                .collect(Collectors.toSet()));
    }

    /// A scheme, a host and perhaps a port, and nothing else.
    ///
    /// @param option names it in messages
    static URI parse(String option, String text) {
        try {
            var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean isOrigin = uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (isOrigin) {
                return URI.create(uri.toString().toLowerCase(Locale.ROOT));
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw ExitCode.USAGE.failure(
                "%s is %s, not an address such as https://images.example.com, without a path".formatted(option, text));
    }

    boolean allow(String origin) {
        return allowed.contains(origin);
    }

    boolean isEmpty() {
        return allowed.isEmpty();
    }
}
