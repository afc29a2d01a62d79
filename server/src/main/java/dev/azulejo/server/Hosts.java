package dev.azulejo.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hosts that this server answers for. A foreign page could have its own name lead to this
/// machine ("DNS rebinding"), and then ask as if it were ours; and a client that sends another name would be
/// given links to it.
///
/// Those of this machine are ours: `localhost`, the address that it listens on, and if others can reach
/// that, its name and every address that is a number, which no page can have as its name. So is the public
/// address that the operator has named. Ports are not looked at: what comes through a tunnel has
/// another one. Thread-safe.
final class Hosts {
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._~%!$&'()*+,;=-]*|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*).*");

    private final TreeSet<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
    private final boolean reachable;
    private final Optional<URI> publicUrl;

    /// @param bound the address that the server listens on
    /// @param publicUrl by which its clients know it, if that is another one
    Hosts(String bound, Optional<URI> publicUrl) {
        this.publicUrl = publicUrl;
        names.add(bracketed(bound.toLowerCase(Locale.ROOT)));
        reachable = !isLoopback(bound);
        if (reachable) {
            nameOfThisMachine().ifPresent(name -> names.addAll(List.of(name, name + ".local")));
        }
        publicUrl.ifPresent(url -> names.add(url.getHost().toLowerCase(Locale.ROOT)));
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static boolean isLoopback(String bound) {
        try {
            return InetAddress.getByName(bound).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server will not start
        }
    }

    private static Optional<String> nameOfThisMachine() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException e) {
            return Optional.empty(); // it has none
        }
    }

    /// Which hosts a request names: that of its address, if that is a whole one (RFC 9112, 3.2.2), and of
    /// its field.
    List<String> named(String uri, List<String> fields) {
        var absolute = ABSOLUTE.matcher(uri);
        return Stream.concat(absolute.matches() ? Stream.of(absolute.group(1)) : Stream.empty(), fields.stream())
                .toList();
    }

    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /// @param host with or without a port
    boolean areOurs(String host) {
        var name = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        return names.contains(name) || (reachable && isNumber(name));
    }

    private static boolean isNumber(String name) {
        return NetUtil.isValidIpV4Address(name)
                || (name.startsWith("[") && NetUtil.isValidIpV6Address(name.substring(1, name.length() - 1)));
    }

    /// Sets the public address in a request, if there is one: all links made of it lead there. What it said
    /// of that itself is not believed; Quarkus takes the scheme from the field that is set here.
    void sayAll(HttpHeaders headers) {
        publicUrl.ifPresent(url -> {
            for (var field : List.of(
                    "Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-For", "X-Forwarded-Prefix")) {
                headers.remove(field);
            }
            headers.set("X-Forwarded-Proto", url.getScheme());
            headers.set(HttpHeaderNames.HOST, url.getAuthority());
        });
    }

    /// The hosts as messages name them.
    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
