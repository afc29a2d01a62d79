package dev.azulejo.storage.https;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Makes sockets, which lead through a proxy where [ProxyConfig] says so (`CONNECT`, RFC 9110, 9.3.6).
///
/// A socket is connected to an address that [GuardedResolver] has admitted, never to one that the proxy has
/// looked up, unless the owner of this machine has named the host: see [Named].
///
/// @param named who has named the hosts
record Tunnels(ProxyConfig proxy, Named named) {
    /// Makes sockets that lead through no proxy at all, also if the JDK's system properties name one.
    static final Tunnels NONE = new Tunnels(ProxyConfig.NONE, Named.BY_STRANGERS);

    /// Says who chose the hosts that a client contacts, which decides what a proxy is told.
    enum Named {
        /// Anybody. The proxy is told the address that was admitted, because a name may lead it elsewhere than us.
        BY_STRANGERS,
        /// The owner of this machine, or a service that the owner has connected. The proxy is told the name, so it
        /// may look it up where we cannot. TLS proves the name: no other server is spoken to.
        BY_OWNER
    }

    Socket socket() {
        return proxy.proxy().isEmpty() ? new Socket(Proxy.NO_PROXY) : new Tunnel(this);
    }

    /// Whether the proxy may look a name up that has no address here.
    boolean mayLookUp(String host) {
        return named == Named.BY_OWNER && proxy.isFor(host);
    }

    private String authority(InetSocketAddress target) {
        var name = target.getHostString();
        return "%s:%d"
                .formatted(
                        named == Named.BY_OWNER && Literals.parse(name).isEmpty()
                                ? name
                                : bracketed(target.getAddress()),
                        target.getPort());
    }

    private static String bracketed(InetAddress address) {
        return address instanceof Inet6Address ? "[%s]".formatted(address.getHostAddress()) : address.getHostAddress();
    }

    private static final class Tunnel extends Socket {
        private static final int MOST_HEAD_BYTES = 16 << 10;
        private static final int END_OF_HEAD = 0x0d0a0d0a;
        private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

        private final Tunnels tunnels;

        Tunnel(Tunnels tunnels) {
            super(Proxy.NO_PROXY);
            this.tunnels = tunnels;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            var target = (InetSocketAddress) endpoint;
            if (!tunnels.proxy().isFor(target.getHostString())) {
                super.connect(target, timeout);
                return;
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout);
            var server = new InetSocketAddress(
                    tunnels.proxy().host(), tunnels.proxy().port());
            try {
                super.connect(server, timeout);
            } catch (ConnectException | UnknownHostException _) {
                throw new ProxyFailure("cannot be reached: the proxy that HTTPS_PROXY names takes no connections");
            }
            int silence = getSoTimeout();
            getOutputStream().write(request(tunnels.authority(target)).getBytes(StandardCharsets.UTF_8));
            requireOpen(target, status(end));
            setSoTimeout(silence);
        }

        private String request(String authority) {
            var login = tunnels.proxy()
                    .login()
                    .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                    .map("Proxy-Authorization: Basic %s\r\n"::formatted)
                    .orElse("");
            return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n%2$s\r\n".formatted(authority, login);
        }

        /// Reads the head of the answer, and not a byte behind it.
        private String status(long end) throws IOException {
            var head = new ByteArrayOutputStream();
            for (int last = 0; last != END_OF_HEAD; ) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new SocketTimeoutException("the proxy does not answer");
                }
                setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
                int next = getInputStream().read();
                if (next < 0 || head.size() == MOST_HEAD_BYTES) {
                    throw new ProxyFailure("cannot be reached: what the proxy answers is not HTTP");
                }
                head.write(next);
                last = last << Byte.SIZE | next;
            }
            return head.toString(StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
        }

        private static void requireOpen(InetSocketAddress target, String line) throws IOException {
            var found = STATUS.matcher(line);
            int status = found.matches() ? Integer.parseInt(found.group(1)) : 0;
            if (status >= 200 && status < 300) {
                return;
            }
            var why = "the proxy answers %d to a connection with it".formatted(status);
            if (status >= 400 && status < 500) {
                throw new RefusedAddress("%s cannot be reached: %s%s"
                        .formatted(
                                target.getHostString(),
                                why,
                                status == 407 ? "; put your name and password into HTTPS_PROXY" : ""));
            }
            throw new ProxyFailure("cannot be reached: " + why);
        }
    }
}
