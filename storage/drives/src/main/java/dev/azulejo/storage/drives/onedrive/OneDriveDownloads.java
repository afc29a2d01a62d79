package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveReply;
import dev.azulejo.storage.drives.DriveRequest;
import java.io.IOException;
import java.io.InputStream;

/// Reads bytes from the addresses that Graph returns for them. Such an address gives the file's present
/// bytes, so the file's version is checked before, for the address, and after the first bytes have come.
/// Thread-safe.
final class OneDriveDownloads {
    private static final int ATTEMPTS = 4;
    private static final int WHOLE = 200;
    private static final int PART = 206;

    private final Graph graph;

    OneDriveDownloads(Graph graph) {
        this.graph = graph;
    }

    InputStream open(DriveFile file, long offset, long length) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var item = current(file);
            if (offset == file.bytes()) {
                return InputStream.nullInputStream();
            }
            var request = DriveRequest.get(address(item)).elsewhere();
            var reply = graph.open(request.forPart(file, offset, length));
            if (reply.status() == WHOLE || reply.status() == PART) {
                return checked(file, offset, reply);
            }
            if (attempt == ATTEMPTS) { // an address that has expired, or a file that shrank, is another one next time
                throw reply.unexpected("the download of " + file.path());
            }
            reply.close();
        }
    }

    /// The address of an item's bytes: most items state it, for others there is a redirect.
    private String address(GraphItem item) {
        if (!item.download().isEmpty()) {
            return item.download();
        }
        try (var reply = graph.open(DriveRequest.get(graph.item(item.id()) + "/content"))) {
            return reply.header("Location")
                    .orElseThrow(() -> new StorageUnavailable(
                            "OneDrive does not say where the bytes of %s are (%d)"
                                    .formatted(item.name(), reply.status()),
                            null));
        }
    }

    private InputStream checked(DriveFile file, long offset, DriveReply reply) throws IOException {
        return reply.opened(_ -> {
            current(file);
            var bytes = reply.body();
            if (reply.status() == WHOLE) {
                bytes.skipNBytes(offset); // a server without ranges may send all
            } else if (!reply.header("Content-Range").orElse("").startsWith("bytes %d-".formatted(offset))) {
                throw new StorageUnavailable(
                        "OneDrive gives another range of %s than was asked for".formatted(file.path()), null);
            }
            return bytes;
        });
    }

    private GraphItem current(DriveFile file) {
        return graph.find(graph.item(file.id()))
                .filter(item -> item.revision().equals(file.revision()))
                .orElseThrow(() -> new NoSuchObject("%s is gone, or has other bytes now".formatted(file.path()), null));
    }
}
