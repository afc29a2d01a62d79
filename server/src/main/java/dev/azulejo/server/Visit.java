package dev.azulejo.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection, and when it is closed if nothing arrives. For its event loop alone, but for [#soon].
final class Visit extends ChannelInboundHandlerAdapter {
    /// The time for the whole head of the first request, however slowly its bytes arrive.
    private static final Duration FOR_A_HEAD = Duration.ofSeconds(20);

    private final Guests guests;
    private final Hosts hosts;
    private @Nullable InetAddress guest;
    private @Nullable ChannelHandlerContext channel;
    private @Nullable Future<?> planned;
    private boolean isWhole;

    Visit(Guests guests, Hosts hosts) {
        this.guests = guests;
        this.hosts = hosts;
    }

    /// The visit of a connection on which a request has arrived.
    static Visit of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline().get(Visit.class);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context;
        var address = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
        if (guests.enter(address)) {
            guest = address;
            endIn(FOR_A_HEAD);
        } else {
            var _ = context.close();
        }
        context.fireChannelActive();
    }

    /// Adds the gate with the first bytes, when the codec of HTTP is there.
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var pipeline = context.pipeline();
        if (pipeline.get(Gate.NAME) == null && pipeline.get(Gate.AFTER) != null) {
            pipeline.addAfter(Gate.AFTER, Gate.NAME, new Gate(hosts, this));
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        goOn();
        if (guest != null) {
            guests.leave(guest);
            guest = null;
        }
        context.fireChannelInactive();
    }

    /// Whether the whole request has arrived that is being answered. Vert.x says so of a body
    /// only after a read behind the last byte, which does not happen.
    boolean isWhole() {
        return isWhole;
    }

    void whole(boolean is) {
        isWhole = is;
    }

    /// Ends the wait: what was waited for has arrived.
    void goOn() {
        if (planned != null) {
            planned.cancel(false);
            planned = null;
        }
    }

    void end() {
        goOn();
        if (channel != null) {
            var _ = channel.close();
        }
    }

    void endIn(Duration time) {
        in(time, this::end);
    }

    /// Does the work after a time, unless [#goOn] is called before; replaces work that was to be done.
    void in(Duration time, Runnable work) {
        goOn();
        if (channel != null && channel.channel().isActive()) {
            planned = channel.executor().schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Does the work on the event loop.
    void soon(Runnable work) {
        if (channel != null) {
            channel.executor().execute(work);
        }
    }
}
