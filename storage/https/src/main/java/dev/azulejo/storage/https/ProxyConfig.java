package dev.azulejo.storage.https;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The proxy that requests by https go through, and the hosts that are contacted without it, as `curl` reads
/// them from the environment.
///
/// | variable | meaning |
/// |---|---|
/// | `https_proxy`, `HTTPS_PROXY`, `all_proxy`, `ALL_PROXY` | the first of these that is set: `http://host:port`, with
/// `name:password@` before the host if it asks for them; port 1080 if none is given |
/// | `no_proxy`, `NO_PROXY` | hosts, separated by commas or spaces: `example.com` with all names below it, an address,
/// a network such as `10.0.0.0/8`; `*` is all |
///
/// @param proxy empty for none
/// @param direct what `NO_PROXY` names
record ProxyConfig(Optional<URI> proxy, List<String> direct) {
    static final ProxyConfig NONE = new ProxyConfig(Optional.empty(), List.of());

    private static final String HTTP = "http";
    private static final int USUAL_PORT = 1080;

    static ProxyConfig fromEnvironment() {
        return of(System.getenv());
    }

    static ProxyConfig of(Map<String, String> environment) {
        var proxy = first(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
        var direct = first(environment, "no_proxy", "NO_PROXY").orElse("").toLowerCase(Locale.ROOT);
        return new ProxyConfig(
                proxy.map(ProxyConfig::uri),
                Arrays.stream(direct.split("[,\\s]+", -1))
                        .map(name -> name.replaceAll("^\\.|\\.$", ""))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(String::strip);
    }

    /// Reads the address of a proxy; what is none leads nowhere, and says so when it is used.
    private static URI uri(String text) {
        try {
            return URI.create(text.contains("://") ? text : HTTP + "://" + text);
        } catch (IllegalArgumentException _) {
            return URI.create("unreadable:/");
        }
    }

    /// Whether a host is reached through the proxy.
    ///
    /// @param host a name, or an address without brackets
    boolean isFor(String host) {
        return proxy.isPresent() && !direct.contains("*") && direct.stream().noneMatch(name -> covers(name, host));
    }

    private static boolean covers(String name, String host) {
        var address = Literals.parse(host);
        if (address.isPresent()) {
            return isIn(name, address.get());
        }
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isIn(String network, InetAddress address) {
        try {
            return Network.parse(network).contains(address);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// The proxy's host, without brackets.
    ///
    /// @throws RefusedAddress when it is no proxy that can be used
    String host() throws RefusedAddress {
        var uri = proxy.orElseThrow();
        if (!HTTP.equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new RefusedAddress("HTTPS_PROXY names no proxy that can be used here; write it as http://host:port");
        }
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    int port() {
        int port = proxy.orElseThrow().getPort();
        return port < 0 ? USUAL_PORT : port;
    }

    /// The name and password for the proxy.
    Optional<String> login() {
        return proxy.map(URI::getUserInfo);
    }

    /// Without the proxy's address, which may have a password in it.
    @Override
    public String toString() {
        return "a proxy%s but for %s".formatted(proxy.isPresent() ? "" : " of none", direct);
    }
}
