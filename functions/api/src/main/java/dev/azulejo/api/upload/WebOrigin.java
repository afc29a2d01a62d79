package dev.azulejo.api.upload;

import dev.azulejo.api.port.Web;
import dev.azulejo.storage.https.Look;
import dev.azulejo.storage.https.WebAddress;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

record WebOrigin(Web web, WebAddress address) implements Origin {
    @Override
    public String pointer() {
        return "/input/url";
    }

    @Override
    public String text() {
        return address.text();
    }

    @Override
    public String shown() {
        return address.toString();
    }

    @Override
    public String fileName() {
        var path = address.path();
        try {
            return URLDecoder.decode(
                    path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // not UTF-8 behind the %
            return "";
        }
    }

    @Override
    public Look look() {
        return web.look(address);
    }

    @Override
    public InputStream read(String version) {
        return web.read(address, version);
    }

    /// Describes the file without parts of its address that may be secret.
    @Override
    public String toString() {
        return shown();
    }
}
