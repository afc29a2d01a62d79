package dev.azulejo.storage.drives.onedrive;

import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.before;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.changedSince;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.is;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import org.junit.jupiter.api.Test;

class OneDriveServiceTest {
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

    @Test
    void saysThatTheOwnerHasTakenItBack() {
        try (var drive = new DriveOnTheWire(
                OneDriveFake.Manner.USUAL, service -> before(service, _ -> WireAnswer.json(401, "{}")))) {
            assertThatThrownBy(() -> drive.service().find("a"))
                    .isInstanceOf(StorageDenied.class)
                    .hasMessageContaining("connect it again");
        }
    }
}
