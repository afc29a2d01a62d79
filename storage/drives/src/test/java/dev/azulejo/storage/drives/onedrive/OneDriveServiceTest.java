package dev.azulejo.storage.drives.onedrive;

import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.CHUNK;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.is;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.read;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireService;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneDriveServiceTest {
    private static final byte[] LARGE = bytes(2 * CHUNK + 5);

    private static List<String> paths(List<DriveEntry> entries) {
        return entries.stream().map(DriveEntry::path).sorted().toList();
    }

    /// A service in front of the fake that does something first, or instead.
    private static WireService before(WireService service, Function<WireRequest, @Nullable WireAnswer> first) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b",
                "a*b",
                "a:b",
                "a<b",
                "a>b",
                "a?b",
                "a|b",
                " a",
                "a ",
                "a.",
                "CON",
                "con",
                "LPT1",
                "com0",
                ".lock",
                "desktop.ini",
                "Desktop.INI",
                "~$a.docx",
                "a_vti_b",
                "a/CON/b",
                "a /b",
                "~a/b",
                "forms/a",
                "Forms/a"
            })
    void refusesByNameWhatItCannotHoldAsItIs(String path) {
        try (var drive = new DriveOnTheWire()) {
            assertThatThrownBy(() -> drive.service().begin(path, 1))
                    .isInstanceOf(InvalidKey.class)
                    .hasMessageContaining(path);
            assertThat(drive.service().find(path)).isEmpty();
            assertThat(drive.service().children(path)).isEmpty();
            assertThat(drive.api.requests()).isEmpty();
        }
    }

    @Test
    void refusesPathsThatAreTooLong() {
        try (var drive = new DriveOnTheWire()) {
            var path = "x".repeat(200) + "/" + "y".repeat(190);

            assertThat(upload(drive.service(), path, new byte[1], Precondition.NONE))
                    .isPresent();
            assertThatThrownBy(() -> drive.service("a/root/folder").begin(path, 1))
                    .isInstanceOf(InvalidKey.class)
                    .hasMessageContaining("400");
            assertThatThrownBy(() -> drive.service().begin("z".repeat(256), 1)).isInstanceOf(InvalidKey.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50% #1.jpg",
                "a%20b",
                "a+b",
                "#",
                "%",
                "%2F",
                "a&b=c",
                "a'b",
                "ü/é ñ.png",
                "🎨.tif",
                "..a",
                ".hidden",
                "~a",
                "a.lock",
                "CON.txt",
                "x/forms/a",
                "a;b,c@d!$"
            })
    void holdsTheseAsTheyAre(String path) throws IOException {
        for (var manner : List.of(OneDriveFake.Manner.USUAL, OneDriveFake.Manner.USUAL.withPlainPaths())) {
            try (var drive = new DriveOnTheWire(manner)) {
                var service = drive.service("in 100% #new");
                var cursor = service.now();
                var file = upload(service, "a/" + path, bytes(10), Precondition.ABSENT)
                        .orElseThrow();

                assertThat(drive.fake.paths()).containsExactly("in 100% #new/a/" + path);
                assertThat(service.find("a/" + path)).contains(file);
                assertThat(read(service, file)).isEqualTo(bytes(10));
                int slash = ("a/" + path).lastIndexOf('/');
                assertThat(paths(service.children(("a/" + path).substring(0, slash))))
                        .containsExactly("a/" + path);
                assertThat(changedSince(service, cursor)).containsExactly("a/" + path);
            }
        }
    }

    private static List<String> changedSince(OneDriveService service, String cursor) {
        var paths = new TreeSet<String>();
        var page = service.changes(cursor);
        page.there().forEach(file -> paths.add(file.path()));
        while (page.isMore()) {
            page = service.changes(page.next());
            page.there().forEach(file -> paths.add(file.path()));
        }
        return List.copyOf(paths);
    }

    @Test
    void tellsCaseApartAlthoughTheServiceDoesNot() {
        try (var drive = new DriveOnTheWire()) {
            var service = drive.service("pictures"); // spelled otherwise by its owner
            drive.fake.put("Pictures/In/Photo.jpg", new byte[] {1});

            assertThat(service.find("In/Photo.jpg")).isPresent();
            assertThat(service.find("In/photo.jpg")).isEmpty();
            assertThat(service.find("in/Photo.jpg")).isEmpty();
            assertThat(service.children("in")).isEmpty();
            for (var path : List.of("In/photo.JPG", "in/Photo.jpg", "in/other.jpg")) {
                assertThatThrownBy(() -> upload(service, path, new byte[1], Precondition.NONE))
                        .isInstanceOf(InvalidKey.class)
                        .hasMessageContaining("tells no case apart");
            }
            assertThat(drive.fake.paths()).containsExactly("Pictures/In/Photo.jpg");
            assertThat(drive.fake.content("Pictures/In/Photo.jpg").orElseThrow())
                    .containsExactly(1);
        }
    }

    @Test
    void keepsFilesAndFoldersApart() {
        try (var drive = new DriveOnTheWire()) {
            var service = drive.service();
            drive.fake.put("file", new byte[] {1});
            drive.fake.makeFolder("folder");

            assertThatThrownBy(() -> service.begin("file/a", 1)).isInstanceOf(InvalidKey.class);
            assertThatThrownBy(() -> service.begin("file/a/b", 1)).isInstanceOf(InvalidKey.class);
            assertThatThrownBy(() -> service.begin("folder", 1)).isInstanceOf(InvalidKey.class);
            assertThat(service.find("folder")).isEmpty();
            assertThat(service.children("file")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LostAnswer", "Unavailable"})
    void makesFoldersOnce(String fault) {
        try (var drive = new DriveOnTheWire()) {
            drive.apiMeets(
                    is("POST", "children"),
                    fault.equals("LostAnswer") ? new WireFault.LostAnswer() : new WireFault.Unavailable());

            assertThat(upload(drive.service("x/y"), "a/b/c", LARGE, Precondition.ABSENT))
                    .isPresent();

            assertThat(drive.fake.paths()).containsExactly("x/y/a/b/c");
        }
    }

    @Test
    void listsAllPages() {
        try (var drive = new DriveOnTheWire()) {
            for (int number = 0; number < 10; number++) {
                drive.fake.put("in/%d".formatted(number), bytes(number));
                drive.fake.makeFolder("in/folder %d".formatted(number));
            }

            assertThat(paths(drive.service("in").children(""))).hasSize(20).contains("0", "9", "folder 0", "folder 9");
            assertThat(paths(drive.service().children("in"))).hasSize(20).contains("in/0", "in/folder 9");
            assertThat(drive.service("nowhere").children("")).isEmpty();
            assertThat(drive.service().children("nowhere")).isEmpty();
        }
    }

    @Test
    void takesTheTokenNowhereElseByALink() {
        var elsewhere = "{\"value\":[],\"@odata.nextLink\":\"http://127.0.0.1:9/v1.0/me/drive/root/children\"}";
        try (var drive = new DriveOnTheWire(
                OneDriveFake.Manner.USUAL,
                service -> before(
                        service,
                        request -> request.path().endsWith("/children") ? WireAnswer.json(200, elsewhere) : null))) {
            assertThatThrownBy(() -> drive.service().children(""))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("not its own");
            assertThatThrownBy(() -> drive.service().changes("http://127.0.0.1:9/v1.0/me/drive/root/delta"))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("not its own");
        }
    }

    @Test
    void readsFromAnyByteOn() throws IOException {
        for (var manner : List.of(OneDriveFake.Manner.USUAL, OneDriveFake.Manner.USUAL.terse())) {
            try (var drive = new DriveOnTheWire(manner)) {
                drive.fake.put("a", bytes(1000));
                var service = drive.service();
                var file = service.find("a").orElseThrow();
                for (int offset : List.of(0, 1, 500, 999, 1000)) {
                    try (var in = service.open(file, offset)) {
                        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes(1000), offset, 1000));
                    }
                }
            }
        }
    }

    @Test
    void readsOneVersionAlone() {
        try (var drive = new DriveOnTheWire()) {
            drive.fake.put("a", bytes(1000));
            drive.fake.put("b", bytes(1000));
            var service = drive.service();
            var replaced = service.find("a").orElseThrow();
            var gone = service.find("b").orElseThrow();
            drive.fake.put("a", bytes(1001));
            drive.fake.remove("b");

            assertThatThrownBy(() -> service.open(replaced, 0)).isInstanceOf(NoSuchObject.class);
            assertThatThrownBy(() -> service.open(replaced, 1000)).isInstanceOf(NoSuchObject.class);
            assertThatThrownBy(() -> service.open(gone, 5)).isInstanceOf(NoSuchObject.class);
        }
    }

    @Test
    void noticesAReplacementBetweenTheAddressAndTheBytes() {
        var action = new AtomicReference<Runnable>(() -> {});
        try (var drive = new DriveOnTheWire(
                OneDriveFake.Manner.USUAL,
                service -> before(service, request -> {
                    if (request.path().startsWith("/down/")) {
                        action.get().run();
                    }
                    return null;
                }))) {
            drive.fake.put("a", bytes(1000));
            var service = drive.service();
            var file = service.find("a").orElseThrow();
            action.set(() -> drive.fake.put("a", new byte[1000]));

            assertThatThrownBy(() -> service.open(file, 0)).isInstanceOf(NoSuchObject.class);
        }
    }

    @Test
    void asksForAnotherAddressWhereOneHasExpired() throws IOException {
        var left = new AtomicInteger(2);
        try (var drive = new DriveOnTheWire(
                OneDriveFake.Manner.USUAL,
                service -> before(
                        service,
                        request -> request.path().startsWith("/down/") && left.getAndDecrement() > 0
                                ? WireAnswer.empty(401)
                                : null))) {
            drive.fake.put("a", bytes(1000));
            var service = drive.service();

            assertThat(read(service, service.find("a").orElseThrow())).isEqualTo(bytes(1000));
        }
    }

    @Test
    void readsAllWhereARangeIsNotGiven() throws IOException {
        try (var drive = new DriveOnTheWire(
                OneDriveFake.Manner.USUAL,
                service -> before(
                        service,
                        request ->
                                request.path().startsWith("/down/") ? WireAnswer.content(200, bytes(1000)) : null))) {
            drive.fake.put("a", bytes(1000));
            var service = drive.service();

            try (var in = service.open(service.find("a").orElseThrow(), 300)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes(1000), 300, 1000));
            }
        }
    }

    @Test
    void deletesWhatItWasAndNothingElse() {
        try (var drive = new DriveOnTheWire()) {
            var service = drive.service();
            drive.fake.put("in/a", bytes(1));
            drive.fake.put("in/b", bytes(1));
            var a = service.find("in/a").orElseThrow();
            var b = service.find("in/b").orElseThrow();
            drive.fake.put("in/b", bytes(2));
            drive.apiMeets(is("DELETE", "items"), new WireFault.LostAnswer());

            service.delete(a);
            service.delete(a);
            service.delete(b);

            assertThat(drive.fake.paths()).containsExactly("in/b");
            assertThat(paths(service.children(""))).containsExactly("in");
        }
    }

    @Test
    void followsWhatChangesBelowThePlace() {
        try (var drive = new DriveOnTheWire()) {
            drive.fake.put("in/before", bytes(1));
            drive.fake.put("moved/one", bytes(1));
            drive.fake.put("in/old/two", bytes(1));
            var service = drive.service("in");
            var cursor = service.now();
            assertThat(changedSince(service, cursor)).isEmpty();
            for (int number = 0; number < 7; number++) {
                drive.fake.put("in/new/%d".formatted(number), bytes(number));
            }
            drive.fake.put("beside", bytes(1));
            drive.fake.put("inside", bytes(1));
            drive.fake.rename("in/old", "renamed");
            drive.fake.remove("in/before");

            assertThat(changedSince(service, cursor))
                    .containsExactly("new/0", "new/1", "new/2", "new/3", "new/4", "new/5", "new/6", "renamed/two");
            assertThat(changedSince(drive.service(), cursor)).contains("beside", "in/new/0", "inside");
        }
    }

    @Test
    void saysThatEverythingMustBeListedAnew() {
        try (var drive = new DriveOnTheWire()) {
            var service = drive.service();
            var cursor = service.now();
            drive.fake.put("a", bytes(1));
            drive.fake.forgetChanges();

            var reset = service.changes(cursor);

            assertThat(reset.isReset()).isTrue();
            drive.fake.put("b", bytes(1));
            assertThat(changedSince(service, reset.next())).containsExactly("b");
        }
    }

    @Test
    void saysWhatARefusalIs() {
        try (var drive = new DriveOnTheWire(
                OneDriveFake.Manner.USUAL,
                service -> before(
                        service,
                        _ -> WireAnswer.json(
                                403, "{\"error\":{\"code\":\"accessDenied\",\"message\":\"No access\"}}")))) {
            assertThatThrownBy(() -> drive.service().find("a"))
                    .isInstanceOf(StorageDenied.class)
                    .hasMessageContaining("accessDenied No access");
        }
    }
}
