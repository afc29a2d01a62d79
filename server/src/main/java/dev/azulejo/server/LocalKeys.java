package dev.azulejo.server;

import dev.azulejo.api.tenant.ApiKeys;
import dev.azulejo.api.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// The key of this machine, derived from its secret, so that it lies in no file, and those that were made for others.
/// Thread-safe.
final class LocalKeys implements ApiKeys {
    private static final int DIGITS = 40;

    private final String key;
    private final ApiKeys others;

    LocalKeys(Secret secret, ApiKeys others) {
        this.others = others;
        key = "azl_"
                + HexFormat.of()
                        .formatHex(secret.sign("the key of tenant " + Tenant.LOCAL.id()))
                        .substring(0, DIGITS);
    }

    String ofThisMachine() {
        return key;
    }

    @Override
    public Optional<Tenant> tenantOf(String given) {
        boolean isOurs =
                MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
        return isOurs ? Optional.of(Tenant.LOCAL) : others.tenantOf(given);
    }
}
