package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Hosts hosts = new Hosts("127.0.0.1", Optional.empty());
    private final ByteBuf event = Unpooled.buffer().writeByte('e').retain(); // released twice, it would be free

    /// Writes an event when the client has gone, and ends the stream from within the failure, as Vert.x does.
    private final class Stream extends ChannelInboundHandlerAdapter {
        private Optional<Throwable> failure = Optional.empty();

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var written = context.newPromise().addListener(result -> {
                failure = Optional.of(result.cause());
                var _ = context.channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            });
            var _ = context.channel().writeAndFlush(new DefaultHttpContent(event), written);
        }
    }

    @Test
    void whatIsWrittenToAClientThatHasGoneIsReleasedOnce() {
        var stream = new Stream();
        var gate = new Gate(hosts, new Visit(new Guests(1), hosts));
        var channel = new EmbeddedChannel(new HttpResponseEncoder(), gate, stream);
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpUtil.setTransferEncodingChunked(response, true);
        channel.writeOutbound(response);
        var _ = channel.close();
        assertThat(stream.failure).containsInstanceOf(ClosedChannelException.class);
        assertThat(event.refCnt()).isOne();
    }
}
