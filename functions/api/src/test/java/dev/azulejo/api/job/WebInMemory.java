package dev.azulejo.api.job;

import dev.azulejo.api.port.Web;
import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.https.Look;
import dev.azulejo.storage.https.WebAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A web of a few files, which says what is read of it.
final class WebInMemory implements Web {
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();

    /// Nobody gets a byte before this has counted down.
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public Look look(WebAddress address) {
        var bytes = file(address);
        return new Look(version(bytes), OptionalLong.of(bytes.length), Instant.EPOCH, bytes);
    }

    @Override
    public InputStream read(WebAddress address, String version) {
        reads.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var bytes = file(address);
        ContentVersion.require("the file", version, version(bytes));
        return new ByteArrayInputStream(bytes);
    }

    private byte[] file(WebAddress address) {
        var bytes = files.get(address.text());
        if (bytes == null) {
            throw new NoSuchObject(address.origin() + " has no such file", null);
        }
        return bytes;
    }

    private static String version(byte[] bytes) {
        try {
            return ContentVersion.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
