package dev.azulejo.storage.webdav;

import dev.azulejo.storage.Login;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.RefusedAddress;
import dev.azulejo.storage.https.WebAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// The address of the owner's server, and the networks that may be contacted there. A password is sent over
/// https only, or to an address in a private network that the owner has named by its numbers.
///
/// @param url of the folder that is the root of all places, with a slash at its end
record ServerAddress(WebAddress url, DavPath root, AddressGuard guard) {
    private static final List<Network> OWN = Stream.of(
                    "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "::1")
            .map(Network::parse)
            .toList();

    /// @throws StorageDenied when a password must not be sent there
    static ServerAddress of(Login login) {
        var server = login.server();
        if (server.getRawQuery() != null || server.getRawFragment() != null) {
            throw new StorageDenied("the address of a server has no ? and no #; connect again with --server", null);
        }
        try {
            var text = server.toString();
            var url = WebAddress.parse(text.endsWith("/") ? text : text + "/");
            var root = DavPath.parse(url.path(), new DavPath(List.of()))
                    .orElseThrow(() -> new RefusedAddress("its path is not percent-encoded UTF-8"));
            return new ServerAddress(url, root, guard(url));
        } catch (RefusedAddress e) {
            // not the address itself, which may hold a password
            throw new StorageDenied(
                    "the address of the server cannot be used: %s; connect again".formatted(e.getMessage()), e);
        }
    }

    private static AddressGuard guard(WebAddress url) {
        var bare = url.host().replaceAll("[\\[\\]]", "");
        boolean isNumeric = bare.contains(":") || bare.matches("[0-9.]+");
        if (isNumeric) {
            var address = InetAddress.ofLiteral(bare);
            if (OWN.stream().anyMatch(network -> network.contains(address))) {
                return new AddressGuard(List.of(Network.parse(bare)));
            }
        }
        if (!url.isEncrypted()) {
            throw new StorageDenied(
                    "%s would get the password in the clear: use https, or http to an address such as 127.0.0.1 or 192.168.1.5"
                            .formatted(url.origin()),
                    null);
        }
        // The owner has named it, and its certificate proves the name, wherever that leads.
        return isNumeric ? AddressGuard.PUBLIC_ONLY : new AddressGuard(OWN);
    }
}
