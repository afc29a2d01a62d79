package dev.azulejo.storage.https;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address on the web, in the one form that all programs read alike: no names or passwords before the
/// host, no numbers that resolvers take for hosts, no trailing dot. Its query may be a secret (presigned
/// links have a signature there), so [#toString] leaves it out; use [#text] only to send it or to keep it
/// in private.
public final class WebAddress {
    public static final int MAX_LENGTH = 8192;

    private static final String HTTPS = "https";
    private static final String HTTP = "http";
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int FIRST_FREE_PORT = 1024;
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_NAME = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private final URI uri;
    private final String host;

    private WebAddress(URI uri, String host) {
        this.uri = uri;
        this.host = host;
    }

    /// @throws RefusedAddress naming what is wrong with it
    public static WebAddress parse(String text) throws RefusedAddress {
        if (text.length() > MAX_LENGTH) {
            throw new RefusedAddress(
                    "an address has at most %d characters, this one has %d".formatted(MAX_LENGTH, text.length()));
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            throw new RefusedAddress("the address is not one that all programs read alike: character %d: %s"
                    .formatted(e.getIndex() + 1, e.getReason()));
        }
    }

    private static WebAddress of(URI uri) throws RefusedAddress {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals(HTTPS) && !scheme.equals(HTTP)) {
            throw new RefusedAddress("the address must start with https://");
        }
        var authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
        if (authority.contains("@")) {
            throw new RefusedAddress("the address has a name or password before its host; leave them out");
        }
        var host = host(uri);
        int port = port(uri, scheme, authority);
        boolean isUsual = port == (scheme.equals(HTTPS) ? HTTPS_PORT : HTTP_PORT);
        var path = Optional.ofNullable(uri.getRawPath()).orElse("");
        var query = uri.getRawQuery();
        var text = "%s://%s%s%s%s"
                .formatted(
                        scheme,
                        host,
                        isUsual ? "" : ":" + port,
                        path.isEmpty() ? "/" : path,
                        query == null ? "" : "?" + query);
        return new WebAddress(URI.create(URI.create(text).toASCIIString()), host);
    }

    private static String host(URI uri) throws RefusedAddress {
        var host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        boolean isInBrackets = host.startsWith("[") && host.endsWith("]");
        var bare = isInBrackets ? host.substring(1, host.length() - 1) : host;
        boolean isNumber = isInBrackets || Literals.endsInNumber(bare);
        boolean isFine = isNumber
                ? Literals.parse(bare).isPresent() && isInBrackets == bare.contains(":")
                : NAME.matcher(bare).matches() && bare.length() <= LONGEST_NAME;
        if (!isFine) {
            throw new RefusedAddress(
                    "the host of the address must be a name such as example.com (in ASCII, without a dot at its end),"
                            + " or an IP address in its usual form");
        }
        return host;
    }

    private static int port(URI uri, String scheme, String authority) throws RefusedAddress {
        int usual = scheme.equals(HTTPS) ? HTTPS_PORT : HTTP_PORT;
        int port = uri.getPort() < 0 && !authority.endsWith(":") ? usual : uri.getPort();
        if (port != usual && (port < FIRST_FREE_PORT || port > LAST_PORT)) {
            throw new RefusedAddress("the port of the address must be %d, or one from %d on; others are not for the web"
                    .formatted(usual, FIRST_FREE_PORT));
        }
        return port;
    }

    WebAddress resolve(String link) throws RefusedAddress {
        try {
            return of(uri.resolve(new URI(link)));
        } catch (URISyntaxException e) {
            throw new RefusedAddress("%s leads on to an address that cannot be read".formatted(origin()));
        }
    }

    public boolean isEncrypted() {
        return HTTPS.equals(uri.getScheme());
    }

    /// The host: a name, an IPv4 address, or one of IPv6 in brackets.
    public String host() {
        return host;
    }

    /// The host, if it is an IP address.
    Optional<InetAddress> literal() {
        return Literals.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    }

    /// Scheme, host, and the port if it is not the usual one; without anything that could be secret.
    public String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /// The path after the origin, without the query.
    public String path() {
        return uri.getRawPath();
    }

    /// The whole address, with parts that may be secret.
    public String text() {
        return uri.toString();
    }

    URI uri() {
        return uri;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebAddress address && address.uri.equals(uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /// The address without its query, for messages.
    @Override
    public String toString() {
        return origin() + path();
    }
}
