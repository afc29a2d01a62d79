package dev.azulejo.storage.https;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The HTTP library's client without any feature that contacts another server than was asked for, or sends
/// more than was asked for. Thread-safe.
final class PlainClient implements AutoCloseable {
    private static final int MOST_AT_ONCE = 256;
    private static final int LONGEST_LINE = 16 << 10;
    private static final int MOST_FIELDS = 200;

    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient client;
    private final KeptConnections kept;

    PlainClient(DnsResolver resolver, SSLContext tls, Patience patience, KeptConnections kept, Tunnels tunnels) {
        this.kept = kept;
        this.pool = pool(resolver, tls, patience, tunnels);
        this.client = client(patience);
    }

    CloseableHttpClient client() {
        return client;
    }

    private CloseableHttpClient client(Patience patience) {
        return HttpClientBuilder.create()
                .setConnectionManager(pool)
                .setConnectionReuseStrategy(this::isKept)
                .setKeepAliveStrategy(this::keptFor)
                .setRoutePlanner(
                        new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE)) // knows no proxies: Tunnels does
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout(patience.silence()))
                        .setConnectionRequestTimeout(timeout(patience.connect()))
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /// Whether the connection is kept; asked when the head of an answer is there. Those to be kept before
    /// are counted, so there are never more than [KeptConnections#most].
    private boolean isKept(HttpRequest request, HttpResponse response, HttpContext context) {
        var stats = pool.getTotalStats();
        return stats.getLeased() + stats.getAvailable() <= kept.most()
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }

    /// How long a connection is kept; the server may state a shorter time.
    private TimeValue keptFor(HttpResponse response, HttpContext context) {
        var told = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
        var idle = TimeValue.of(kept.idle());
        return TimeValue.isPositive(told) && told.compareTo(idle) < 0 ? told : idle;
    }

    void closeIdle() {
        pool.closeExpired();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private static PoolingHttpClientConnectionManager pool(
            DnsResolver resolver, SSLContext tls, Patience patience, Tunnels tunnels) {
        var silence = timeout(patience.silence());
        return new Tunnelled(tunnels)
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_FIELDS)
                                .build())
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(silence).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(patience.connect()))
                        .setSocketTimeout(silence)
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS) // each time it is used again
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(timeout(patience.connect()))
                        .build())
                .setMaxConnTotal(MOST_AT_ONCE)
                .setMaxConnPerRoute(MOST_AT_ONCE)
                .build();
    }

    private static Timeout timeout(Duration time) {
        return Timeout.of(time);
    }

    /// Makes sockets by [Tunnels], without the proxy of the JDK's system properties.
    private static final class Tunnelled extends PoolingHttpClientConnectionManagerBuilder {
        private final Tunnels tunnels;

        Tunnelled(Tunnels tunnels) {
            this.tunnels = tunnels;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    _ -> tunnels.socket(),
                    ports,
                    resolver,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register(URIScheme.HTTPS.id, tls)
                            .build());
        }
    }
}
