package dev.azulejo.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.RequestIds;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses malformed requests, before any other handler sees them, with a problem like all others. Vert.x
/// answers some of it without a word and takes the rest. It lies behind the codec of HTTP, on one
/// connection's event loop.
///
/// | what comes | answer |
/// |---|---|
/// | what cannot be parsed | 400 (RFC 9112, 2.2) |
/// | a request line, or fields, that are too long | 414, 431 (RFC 9110, 15.5.15; RFC 6585, 5) |
/// | no `Host`, two, or one that is none | 400 (RFC 9112, 3.2) |
/// | another host than ours | 421 (RFC 9110, 15.5.20) |
/// | a transfer coding that is not known | 501 (RFC 9112, 6.1) |
///
/// The connection ends with such an answer: where the next request begins cannot be told.
final class Gate extends ChannelDuplexHandler {
    static final String NAME = "gate";

    /// The handler of Vert.x behind which the gate lies.
    static final String AFTER = "httpEncoder";

    private static final Duration FOR_THE_REST = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hosts hosts;
    private final Visit visit;
    private int underWay;
    private @Nullable Problem refusal;

    Gate(Hosts hosts, Visit visit) {
        this.hosts = hosts;
        this.visit = visit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refusal != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            refusal = objection(request);
            if (refusal != null) {
                ReferenceCountUtil.release(message);
                if (underWay == 0) { // else the answers before it go first
                    refuse(context, refusal);
                }
                return;
            }
            underWay++;
            hosts.sayAll(request.headers());
            visit.whole(false);
        }
        if (message instanceof LastHttpContent) {
            visit.whole(true);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!context.channel().isActive()) {
            failed(message, promise);
            return;
        }
        var _ = context.write(message, promise);
        boolean isInformation = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !isInformation) {
            underWay--;
            if (refusal != null && underWay == 0) {
                refuse(context, refusal);
            }
        }
    }

    /// Ends what is written to a client that has gone before the encoder sees it. If a write fails behind the
    /// encoder, whoever waits for it may write again at once, as Vert.x does to end a stream, and the encoder
    /// then sends, and releases, what it still holds a second time.
    private static void failed(Object message, ChannelPromise promise) {
        ReferenceCountUtil.release(message);
        if (!promise.isVoid()) {
            promise.tryFailure(new ClosedChannelException());
        }
    }

    private @Nullable Problem objection(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return notHttp(request.decoderResult().cause());
        }
        var named = request.headers().getAll(HttpHeaderNames.HOST);
        boolean mustName = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        if (named.size() > 1 || (mustName && named.isEmpty())) {
            return problem(Kind.MALFORMED, "the field Host comes %d times; send it once".formatted(named.size()));
        }
        for (var host : hosts.named(request.uri(), named)) {
            if (!Hosts.isHost(host)) {
                return problem(Kind.MALFORMED, "the field Host is no host with a port");
            }
            if (!hosts.areOurs(host)) {
                return problem(
                        Kind.MISDIRECTED,
                        "this server answers for %s; its operator may name its public address by --public-url"
                                .formatted(hosts));
            }
        }
        return coding(request);
    }

    private static Problem notHttp(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return problem(Kind.URI_TOO_LONG, "the request line is longer than the server takes");
        }
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
            return problem(Kind.HEADERS_TOO_LARGE, "the header fields are longer than the server takes");
        }
        return problem(Kind.MALFORMED, "what came is no request of HTTP/1.1");
    }

    private static @Nullable Problem coding(HttpRequest request) {
        var codings = request.headers().getAllAsString(HttpHeaderNames.TRANSFER_ENCODING);
        boolean isKnown = codings.isEmpty()
                || (codings.size() == 1
                        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                                codings.getFirst().strip()));
        return isKnown ? null : problem(Kind.CODING_UNKNOWN, "the only transfer coding that is known here is chunked");
    }

    private static Problem problem(Kind kind, String detail) {
        return kind.because(detail, List.of());
    }

    private void refuse(ChannelHandlerContext context, Problem problem) {
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status()),
                Unpooled.wrappedBuffer(json(problem)));
        HttpUtil.setContentLength(answer, answer.content().readableBytes());
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.DATE, Deadlines.now())
                .set(RequestIds.HEADER, RequestIds.random());
        // Who still sends would not see an answer behind which the connection is closed at once.
        visit.endIn(FOR_THE_REST);
        var _ = context.writeAndFlush(answer).addListener(_ -> {
            var _ = ((SocketChannel) context.channel()).shutdownOutput();
        });
    }

    private static byte[] json(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // only for types that Jackson does not know
        }
    }
}
