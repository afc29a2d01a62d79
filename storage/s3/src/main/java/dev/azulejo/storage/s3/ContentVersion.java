package dev.azulejo.storage.s3;

import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name of a version where the bucket keeps none: the hash of the bytes.
final class ContentVersion {
    private static final String START = "sha256:";

    private ContentVersion() {}

    static boolean isOne(String version) {
        return version.startsWith(START);
    }

    /// Reads and closes `bytes`.
    static String of(InputStream bytes) {
        try (bytes) {
            var digest = MessageDigest.getInstance("SHA-256");
            bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return START + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Reads and closes `bytes`.
    static void require(String name, InputStream bytes, String version) {
        var found = of(bytes);
        if (!found.equals(version)) {
            throw new NoSuchObject("%s is no longer %s but %s".formatted(name, version, found), null);
        }
    }
}
