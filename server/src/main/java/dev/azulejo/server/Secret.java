package dev.azulejo.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// 32 random bytes that stay on this machine, or in this process, and what is derived from them. Thread-safe.
final class Secret {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        key = new SecretKeySpec(bytes, HMAC);
    }

    /// The secret in `file`, which is made where it is not there, for its owner alone.
    static Secret in(Path file) {
        try {
            if (!Files.exists(file)) {
                var bytes = random();
                var made = Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "secret",
                        "",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(made, bytes);
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            }
            var bytes = Files.readAllBytes(file);
            if (bytes.length != BYTES) {
                throw new IllegalStateException("%s has %d bytes, not %d; remove it, and keys and links are made anew"
                        .formatted(file, bytes.length, BYTES));
            }
            return new Secret(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("could not make or read " + file, e);
        }
    }

    /// Makes a secret that is in no file and that no other run has.
    static Secret ofThisRun() {
        return new Secret(random());
    }

    private static byte[] random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    byte[] sign(String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
