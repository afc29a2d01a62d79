package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.drives.AccessTokens;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.KeptConnections;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.WireService;
import dev.azulejo.storage.testkit.wire.gdrive.GoogleDriveFake;
import dev.azulejo.storage.web.Persistence;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// A fake drive, its server, and any number of clients, which wait for nothing.
final class DriveOnTheWire implements AutoCloseable {
    static final int SMALLEST_CHUNK = 256 << 10;

    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /// One for all tests: to make it takes longer than most of them.
    private static final GuardedHttp HTTP = new GuardedHttp(
            new AddressGuard(List.of(Network.parse("127.0.0.0/8"))), PATIENCE, KeptConnections.FOR_ONE_HOST);

    final GoogleDriveFake fake;
    final WireServer server;
    private volatile Predicate<WireRequest> fitting = _ -> false;
    private volatile Runnable meanwhile = () -> {};
    private final Storage side = new MemoryStorage();

    DriveOnTheWire() {
        this(1000);
    }

    /// @param pageSize of listings
    DriveOnTheWire(int pageSize) {
        fake = new GoogleDriveFake(pageSize);
        server = new WireServer(new Interfered());
    }

    GoogleDriveService service() {
        return service("root", "");
    }

    /// One that remembers nothing of what others have seen, as another process.
    GoogleDriveService service(String top, String folder) {
        return new GoogleDriveService(client(), server.address(), top, folder);
    }

    Calls calls(String address) {
        return new Calls(client(), address);
    }

    private DriveHttp client() {
        var persistence = new Persistence(8, Duration.ofMillis(1), Duration.ofMinutes(5), _ -> {});
        return new DriveHttp("Google Drive", HTTP, new Renewing(), persistence);
    }

    DriveStorage storage() {
        return new DriveStorage(service(), side, "gdrive");
    }

    /// One that sends as little at once as the service takes.
    DriveStorage storageInSmallChunks() {
        return storageInSmallChunks(side);
    }

    DriveStorage storageInSmallChunks(Storage metadata) {
        return new DriveStorage(
                new GoogleDriveService(client(), server.address(), "root", "", SMALLEST_CHUNK), metadata, "gdrive");
    }

    /// Something else happens once, just before the next request that fits is looked at.
    void meanwhile(Predicate<WireRequest> when, Runnable what) {
        fitting = when;
        meanwhile = what;
    }

    private final class Interfered implements WireService {
        @Override
        public WireAnswer answer(WireRequest request) {
            if (fitting.test(request)) {
                fitting = _ -> false;
                meanwhile.run();
            }
            return fake.answer(request);
        }

        @Override
        public void expire(String token) {
            fake.expire(token);
        }

        @Override
        public void forgetUpload(WireRequest request) {
            fake.forgetUpload(request);
        }
    }

    private final class Renewing implements AccessTokens {
        private String token = fake.token(); // guarded by this

        @Override
        public synchronized String current() {
            return token;
        }

        @Override
        public synchronized String renewed(String stale) {
            if (token.equals(stale)) {
                token = fake.token();
            }
            return token;
        }
    }

    static boolean isStart(WireRequest request) {
        return request.query().containsKey("uploadType") && !request.query().containsKey("upload_id");
    }

    static boolean isBytes(WireRequest request) {
        return request.header("content-range")
                .filter(range -> !range.startsWith("bytes */"))
                .isPresent();
    }

    static boolean isQuestion(WireRequest request) {
        return request.header("content-range")
                .filter(range -> range.startsWith("bytes */"))
                .isPresent();
    }

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(ContentVersion.digest().digest(bytes));
    }

    static Optional<DriveFile> putTo(DriveService to, String path, byte[] bytes, Precondition precondition) {
        return to.begin(path, bytes.length).finish(bytes, hash(bytes), precondition);
    }

    @Override
    public void close() {
        server.close();
    }
}
