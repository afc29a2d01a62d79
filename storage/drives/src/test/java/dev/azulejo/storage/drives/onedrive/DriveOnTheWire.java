package dev.azulejo.storage.drives.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.drives.AccessTokens;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.https.AddressGuard;
import dev.azulejo.storage.https.GuardedHttp;
import dev.azulejo.storage.https.Network;
import dev.azulejo.storage.https.Patience;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.WireService;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import dev.azulejo.storage.web.Persistence;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The fake on two hosts, one for the API and one for bytes, and the service that speaks to it. At its end it looks
/// whether a token has gone where none belongs.
final class DriveOnTheWire implements AutoCloseable {
    static final int CHUNK = 320 << 10;

    /// One for all tests: to make it takes longer than most of them.
    private static final GuardedHttp HTTP = new GuardedHttp(
            new AddressGuard(List.of(Network.parse("127.0.0.0/8"))),
            new Patience(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5)));

    final OneDriveFake fake;
    final WireServer api;
    final WireServer content;

    DriveOnTheWire() {
        this(OneDriveFake.Manner.USUAL);
    }

    DriveOnTheWire(OneDriveFake.Manner manner) {
        this(manner, service -> service);
    }

    /// @param wrapping around the fake, on both hosts
    DriveOnTheWire(OneDriveFake.Manner manner, UnaryOperator<WireService> wrapping) {
        fake = new OneDriveFake(manner, InstantSource.system());
        var wrapped = wrapping.apply(fake);
        api = new WireServer(wrapped);
        content = new WireServer(wrapped);
        fake.serveContentAt(content.address());
    }

    OneDriveService service() {
        return service("");
    }

    OneDriveService service(String root) {
        var persistence = new Persistence(8, Duration.ofMillis(1), Duration.ofMinutes(5), _ -> {});
        var drive = new DriveHttp("OneDrive", HTTP, new Renewing(), persistence);
        return new OneDriveService(drive, api.address() + "/v1.0", fake.driveId(), root, CHUNK);
    }

    private final class Renewing implements AccessTokens {
        private String token = fake.connect().accessToken(); // guarded by this

        @Override
        public synchronized String current() {
            return token;
        }

        @Override
        public synchronized String renewed(String stale) {
            if (token.equals(stale)) {
                token = fake.connect().accessToken();
            }
            return token;
        }
    }

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static String hash(byte[] bytes) {
        var running = new QuickXorHash().start();
        running.update(bytes, 0, bytes.length);
        return running.finish();
    }

    /// As the storage above does it.
    static Optional<DriveFile> upload(OneDriveService service, String path, byte[] bytes, Precondition precondition) {
        var upload = service.begin(path, bytes.length);
        int at = 0;
        while (bytes.length - at > CHUNK) {
            upload.append(Arrays.copyOfRange(bytes, at, at + CHUNK));
            at += CHUNK;
        }
        return upload.finish(Arrays.copyOfRange(bytes, at, bytes.length), hash(bytes), precondition);
    }

    static byte[] read(OneDriveService service, DriveFile file) throws IOException {
        try (var in = service.open(file, 0, file.bytes())) {
            return in.readAllBytes();
        }
    }

    /// Once, at the API.
    void apiMeets(Predicate<WireRequest> when, WireFault fault) {
        api.follow(FaultScript.none().then(when, fault));
    }

    /// Once, where bytes are.
    void contentMeets(Predicate<WireRequest> when, WireFault fault) {
        content.follow(FaultScript.none().then(when, fault));
    }

    static Predicate<WireRequest> is(String method, String part) {
        return request -> request.method().equals(method) && request.path().contains(part);
    }

    /// The fragment that begins there.
    static Predicate<WireRequest> fragment(long at) {
        return request -> request.method().equals("PUT")
                && request.header("content-range").orElse("").startsWith("bytes %d-".formatted(at));
    }

    static List<String> paths(List<DriveEntry> entries) {
        return entries.stream().map(DriveEntry::path).sorted().toList();
    }

    /// A service in front of the fake that does something first, or instead.
    static WireService before(WireService service, Function<WireRequest, @Nullable WireAnswer> first) {
        return new WireService() {
            @Override
            public WireAnswer answer(WireRequest request) {
                var answer = first.apply(request);
                return answer == null ? service.answer(request) : answer;
            }

            @Override
            public void expire(String token) {
                service.expire(token);
            }

            @Override
            public void forgetUpload(WireRequest request) {
                service.forgetUpload(request);
            }
        };
    }

    static List<String> changedSince(OneDriveService service, String cursor) {
        var paths = new TreeSet<String>();
        var page = service.changes(cursor);
        page.there().forEach(file -> paths.add(file.path()));
        while (page.isMore()) {
            page = service.changes(page.next());
            page.there().forEach(file -> paths.add(file.path()));
        }
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        assertThat(content.requests())
                .as("a token belongs to the API alone")
                .noneMatch(request -> request.header("authorization").isPresent());
        api.close();
        content.close();
    }
}
