package dev.azulejo.server;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;

/// Gives each connection that is accepted a [Visit], before a byte of it is read. Netty finds this class by itself:
/// neither Vert.x nor Quarkus tells of connections on which no request has come yet.
public final class Door extends ChannelInitializerExtension {
    private final Hosts hosts = new Hosts(QuarkusServer.settings().host(), QuarkusServer.publicUrl());
    private final Guests guests = new Guests(QuarkusServer.settings().crowd().connectionsPerAddress());

    /// Registers this class with Netty. To be called before the server listens.
    static void open() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new Visit(guests, hosts));
    }
}
