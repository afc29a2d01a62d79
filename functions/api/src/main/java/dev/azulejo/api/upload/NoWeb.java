package dev.azulejo.api.upload;

import dev.azulejo.api.port.Web;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.https.Look;
import dev.azulejo.storage.https.WebAddress;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.io.InputStream;

/// For servers that nobody has given a way to the web.
@DefaultBean
@Singleton
public class NoWeb implements Web {
    @Override
    public Look look(WebAddress address) {
        throw new StorageDenied("addresses cannot be read here; upload the file", null);
    }

    @Override
    public InputStream read(WebAddress address, String version) {
        throw new StorageDenied("addresses cannot be read here; upload the file", null);
    }
}
