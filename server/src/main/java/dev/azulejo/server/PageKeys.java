package dev.azulejo.server;

import dev.azulejo.api.tenant.ApiKeys;
import dev.azulejo.api.tenant.Tenant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Lets a browser in by a key that ends with this run of the server, and stands for another one as long as that is
/// good. What a browser keeps can be read by whatever is served at the same address later, and a port that is free is
/// a stranger's: so it never keeps a key that outlives the server. Thread-safe.
final class PageKeys implements ApiKeys {
    private static final int DIGITS = 40;

    private final Secret run = Secret.ofThisRun();
    private final LocalKeys keys;

    /// The keys by the secret's signatures of them, so secrets are not compared. One for each key that was
    /// ever good.
    private final Map<String, String> stoodFor = new ConcurrentHashMap<>();

    PageKeys(LocalKeys keys) {
        this.keys = keys;
    }

    /// The key for the browser of a user with a good one: the same each time, and itself for one of these.
    String insteadOf(String key) {
        if (stoodFor.containsKey(sign(key))) {
            return key;
        }
        var given = "azl_" + sign("instead of " + key).substring(0, DIGITS);
        stoodFor.put(sign(given), key);
        return given;
    }

    /// The substitute for the key of this machine.
    String ofThisMachine() {
        return insteadOf(keys.ofThisMachine());
    }

    @Override
    public Optional<Tenant> tenantOf(String given) {
        return keys.tenantOf(stoodFor.getOrDefault(sign(given), given));
    }

    /// Returns the id of the key that the given one stands for.
    @Override
    public String idOf(String given) {
        return keys.idOf(stoodFor.getOrDefault(sign(given), given));
    }

    private String sign(String text) {
        return HexFormat.of().formatHex(run.sign(text));
    }
}
