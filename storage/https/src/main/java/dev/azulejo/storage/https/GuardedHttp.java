package dev.azulejo.storage.https;

import dev.azulejo.storage.https.Tunnels.Named;
import dev.azulejo.storage.web.Spool;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.ssl.SSLContexts;

/// Sends HTTP requests to addresses that strangers name, and only to those that an [AddressGuard] admits:
/// it checks each address of each name, at each connection and each redirect. Plain HTTP goes to allowed
/// networks alone. No cookies, credentials, retries or decompression. Requests by https go through the proxy
/// that the environment names, which is told no address that the guard has not admitted ([Tunnels]). Each request has a
/// connection of its own, unless [KeptConnections] says otherwise: then one to the same scheme, host and
/// port may be used again, whose address was checked. It is first checked that the server has not closed
/// it; lost requests are never sent again here.
///
/// Requests throw [RefusedAddress] before anything is sent, and [WebFailure] if the server fails.
/// Thread-safe.
public final class GuardedHttp implements AutoCloseable {
    public static final int MAX_REDIRECTS = 5;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String USER_AGENT = "azulejo";

    private final LookupThreads lookups;
    private final PlainClient encrypted;
    private final PlainClient plain;
    private final Patience patience;
    private final ScheduledThreadPoolExecutor alarms;

    /// Makes a client that trusts the certificates that the JDK does.
    public GuardedHttp(AddressGuard guard, Patience patience) {
        this(guard, patience, KeptConnections.NONE);
    }

    /// Makes a client that keeps connections, for callers that ask the same few hosts again and again.
    public GuardedHttp(AddressGuard guard, Patience patience, KeptConnections kept) {
        this(guard, patience, kept, Named.BY_STRANGERS);
    }

    /// @param named who has named the hosts, which decides what a proxy is told
    private GuardedHttp(AddressGuard guard, Patience patience, KeptConnections kept, Named named) {
        this(
                guard::admits,
                guard::isAllowed,
                guard::isOwn,
                InetAddress::getAllByName,
                SSLContexts.createDefault(),
                patience,
                kept,
                new Tunnels(ProxyConfig.fromEnvironment(), named));
    }

    /// Makes a client for the hosts of one service, which the owner of this machine has connected. Behind a
    /// proxy, such a host need not have an address that this machine can look up.
    public static GuardedHttp ofOwner(AddressGuard guard, Patience patience, KeptConnections kept) {
        return new GuardedHttp(guard, patience, kept, Named.BY_OWNER);
    }

    /// @param admitted addresses that may be contacted
    /// @param plainly those that may be contacted without TLS
    GuardedHttp(
            Predicate<InetAddress> admitted,
            Predicate<InetAddress> plainly,
            GuardedResolver.Own own,
            GuardedResolver.Lookup lookup,
            SSLContext tls,
            Patience patience,
            KeptConnections kept) {
        this(admitted, plainly, own, lookup, tls, patience, kept, Tunnels.NONE);
    }

    /// @param tunnels of connections with TLS; those without lead to networks of the owner's
    GuardedHttp(
            Predicate<InetAddress> admitted,
            Predicate<InetAddress> plainly,
            GuardedResolver.Own own,
            GuardedResolver.Lookup lookup,
            SSLContext tls,
            Patience patience,
            KeptConnections kept,
            Tunnels tunnels) {
        this.lookups = new LookupThreads(lookup, patience.connect());
        this.encrypted =
                new PlainClient(new GuardedResolver(lookups, admitted, own, tunnels), tls, patience, kept, tunnels);
        this.plain = new PlainClient(
                new GuardedResolver(lookups, plainly, own, Tunnels.NONE), tls, patience, kept, Tunnels.NONE);
        this.patience = patience;
        this.alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("http-alarms").factory());
        alarms.setRemoveOnCancelPolicy(true);
        if (kept.most() > 0) {
            long idle = kept.idle().toNanos();
            var _ = alarms.scheduleWithFixedDelay(this::closeIdle, idle, idle, TimeUnit.NANOSECONDS);
        }
    }

    private void closeIdle() {
        encrypted.closeIdle();
        plain.closeIdle();
    }

    /// Sends a GET and follows up to [#MAX_REDIRECTS] redirects, each to an admitted address, and never
    /// from https to http.
    ///
    /// @param headers go along to where redirects lead, but for those that could be secrets
    public WebAnswer get(WebAddress address, Map<String, String> headers) throws IOException {
        return get(address, headers, patience.total());
    }

    /// Sends a GET with a time limit of its own.
    WebAnswer get(WebAddress address, Map<String, String> headers, Duration atMost) throws IOException {
        var time = atMost.compareTo(patience.total()) < 0 ? atMost : patience.total();
        long end = System.nanoTime() + time.toNanos();
        var sent = headers;
        var next = address;
        for (int count = 0; count <= MAX_REDIRECTS; count++) {
            var answer = send(request("GET", next, sent), next, Duration.ofNanos(end - System.nanoTime()));
            if (!REDIRECTS.contains(answer.status())) {
                return answer;
            }
            next = redirected(answer);
            sent = withoutSecrets(sent);
        }
        throw new RefusedAddress("%s leads on more than %d times; name the address where the file is"
                .formatted(address.origin(), MAX_REDIRECTS));
    }

    /// Sends a POST with a small body. A redirect is returned like any answer.
    public WebAnswer post(WebAddress address, Map<String, String> headers, byte[] body) throws IOException {
        return send("POST", address, headers, body);
    }

    /// Sends a request of any method. Nothing is added: no media type, and no body if it is empty and the
    /// method needs none.
    public WebAnswer send(String method, WebAddress address, Map<String, String> headers, byte[] body)
            throws IOException {
        var request = request(method, address, headers);
        if (body.length > 0 || WITH_BODY.contains(method)) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        return send(request, address, patience.total());
    }

    /// Sends a request with a spooled body, which is streamed.
    public WebAnswer send(String method, WebAddress address, Map<String, String> headers, Spool body)
            throws IOException {
        var request = request(method, address, headers);
        request.setEntity(new EntityTemplate(body.bytes(), null, null, body::writeTo));
        return send(request, address, patience.total());
    }

    private static HttpUriRequestBase request(String method, WebAddress address, Map<String, String> headers) {
        var request = new HttpUriRequestBase(method, address.uri());
        request.setHeader(HttpHeaders.USER_AGENT, USER_AGENT);
        headers.forEach(request::setHeader);
        return request;
    }

    private WebAnswer send(HttpUriRequestBase request, WebAddress address, Duration left) throws IOException {
        var exchange = new Exchange(address, patience, left, request, alarms);
        boolean isAnswered = false;
        try {
            var connections = address.isEncrypted() ? encrypted : plain;
            var response = connections.client().executeOpen(RoutingSupport.determineHost(request), request, null);
            freeIfEmpty(response);
            isAnswered = true;
            return new WebAnswer(address, response, exchange);
        } catch (IOException | HttpException e) {
            throw exchange.failure(e);
        } finally {
            if (!isAnswered) {
                exchange.close();
            }
        }
    }

    /// Frees the connection of an empty answer, whose end a caller would not read.
    private static void freeIfEmpty(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity != null
                && entity.getContentLength() == 0
                && entity.getContent().read() >= 0) {
            throw new IllegalStateException("there is something in nothing");
        }
    }

    private static WebAddress redirected(WebAnswer answer) throws RefusedAddress {
        try (answer) {
            var from = answer.from();
            var location = answer.header(HttpHeaders.LOCATION)
                    .orElseThrow(() -> new RefusedAddress("%s leads on without saying where".formatted(from.origin())));
            var next = from.resolve(location);
            if (from.isEncrypted() && !next.isEncrypted()) {
                throw new RefusedAddress("%s leads on to an address without https".formatted(from.origin()));
            }
            return next;
        }
    }

    private static Map<String, String> withoutSecrets(Map<String, String> headers) {
        var others = new HashMap<>(headers);
        others.keySet().removeIf(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT)));
        return others;
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        lookups.close();
        encrypted.close();
        plain.close();
    }
}
