package dev.azulejo.storage.drives.onedrive;

import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.CHUNK;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.changedSince;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.is;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.paths;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.read;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneDriveNamesTest {
    private static final byte[] LARGE = bytes(2 * CHUNK + 5);

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
}
