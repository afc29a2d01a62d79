package dev.azulejo.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The version of an object in a place that keeps none: the hash of its bytes.
public final class ContentVersion {
    private static final String START = "sha256:";

    private ContentVersion() {}

    public static boolean isOne(String version) {
        return version.startsWith(START);
    }

    /// Makes a digest, to be updated with the bytes and then given to [#of(MessageDigest)].
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The version of the bytes that have passed through `digest`.
    public static String of(MessageDigest digest) {
        return START + HexFormat.of().formatHex(digest.digest());
    }

    /// The version of the bytes from here to the end.
    public static String of(InputStream bytes) throws IOException {
        var digest = digest();
        bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return of(digest);
    }

    /// @param name of the object, for people
    /// @throws NoSuchObject when the bytes are not that version
    public static void require(String name, String version, String found) {
        if (!found.equals(version)) {
            throw new NoSuchObject("%s is no longer %s but %s".formatted(name, version, found), null);
        }
    }
}
