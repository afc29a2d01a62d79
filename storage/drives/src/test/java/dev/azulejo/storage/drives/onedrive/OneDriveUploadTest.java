package dev.azulejo.storage.drives.onedrive;

import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.CHUNK;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.fragment;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.hash;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.is;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneDriveUploadTest {
    private static final byte[] LARGE = bytes(3 * CHUNK + 5);
    private static final byte[] SMALL = bytes(1000);

    private static byte[] chunk(byte[] bytes, int number) {
        return Arrays.copyOfRange(bytes, number * CHUNK, Math.min(bytes.length, (number + 1) * CHUNK));
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5})
    void storesAnyLength(int length) {
        try (var drive = new DriveOnTheWire()) {
            var bytes = bytes(length);

            var file = upload(drive.service(), "new/folder/a.bin", bytes, Precondition.ABSENT)
                    .orElseThrow();

            assertThat(drive.fake.content("new/folder/a.bin").orElseThrow()).isEqualTo(bytes);
            assertThat(file.bytes()).isEqualTo(length);
            assertThat(file.hash()).isEqualTo(hash(bytes));
            assertThat(drive.service().find("new/folder/a.bin")).contains(file);
            assertThat(drive.fake.openUploads()).isZero();
        }
    }

    @Test
    void isSeenByNobodyBeforeItsEndAlsoWhenAllIsAppended() {
        try (var drive = new DriveOnTheWire()) {
            var bytes = bytes(2 * CHUNK);
            var upload = drive.service().begin("a.bin", bytes.length);
            upload.append(chunk(bytes, 0));
            upload.append(chunk(bytes, 1));

            assertThat(drive.fake.paths()).isEmpty();
            assertThat(upload.finish(new byte[0], hash(bytes), Precondition.NONE))
                    .isPresent();
            assertThat(drive.fake.content("a.bin").orElseThrow()).isEqualTo(bytes);
        }
    }

    @Test
    void endsWithNothingLeft() {
        try (var drive = new DriveOnTheWire()) {
            var upload = drive.service().begin("a.bin", LARGE.length);
            upload.append(chunk(LARGE, 0));

            upload.abort();

            assertThat(drive.fake.openUploads()).isZero();
            assertThat(drive.fake.paths()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LostAnswer", "LostRequest", "Unavailable", "CutAnswer", "Throttled", "ExpiredToken"})
    void storesOnceWhateverHappensToTheOneRequestOfASmallFile(String fault) {
        try (var drive = new DriveOnTheWire()) {
            drive.apiMeets(is("PUT", "a.bin"), fault(fault));

            assertThat(upload(drive.service(), "a.bin", SMALL, Precondition.ABSENT))
                    .isPresent();

            assertThat(drive.fake.content("a.bin").orElseThrow()).isEqualTo(SMALL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LostAnswer", "LostRequest", "Unavailable", "CutAnswer", "Throttled"})
    void storesOnceWhateverHappensToAnyFragment(String fault) {
        for (int number = 0; number < 4; number++) {
            try (var drive = new DriveOnTheWire()) {
                drive.contentMeets(fragment((long) number * CHUNK), fault(fault));

                assertThat(upload(drive.service(), "a.bin", LARGE, Precondition.ABSENT))
                        .isPresent();

                assertThat(drive.fake.content("a.bin").orElseThrow()).isEqualTo(LARGE);
                assertThat(drive.fake.openUploads()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LostAnswer", "LostRequest", "Unavailable", "CutAnswer", "Throttled", "ExpiredToken"})
    void beginsWhateverHappensToTheRequestForIt(String fault) {
        try (var drive = new DriveOnTheWire()) {
            drive.apiMeets(is("POST", "createUploadSession"), fault(fault));

            assertThat(upload(drive.service(), "a.bin", LARGE, Precondition.NONE))
                    .isPresent();

            assertThat(drive.fake.content("a.bin").orElseThrow()).isEqualTo(LARGE);
        }
    }

    private static WireFault fault(String name) {
        return switch (name) {
            case "LostAnswer" -> new WireFault.LostAnswer();
            case "LostRequest" -> new WireFault.LostRequest();
            case "Unavailable" -> new WireFault.Unavailable();
            case "CutAnswer" -> new WireFault.CutAnswer(20);
            case "Throttled" -> new WireFault.Throttled(3);
            case "ExpiredToken" -> new WireFault.ExpiredToken();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void saysWhyWhereTheServiceTakesOneUploadOfANameAndTheAnswerWasLost() {
        try (var drive = new DriveOnTheWire(OneDriveFake.Manner.USUAL.withOneUploadPerName())) {
            drive.apiMeets(is("POST", "createUploadSession"), new WireFault.LostAnswer());

            assertThatThrownBy(() -> upload(drive.service(), "a.bin", LARGE, Precondition.NONE))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("one upload of a.bin at a time");

            drive.fake.expireUploads();
            assertThat(upload(drive.service(), "a.bin", LARGE, Precondition.NONE))
                    .isPresent();
        }
    }

    @Test
    void goesOnInAnotherProcess() {
        try (var drive = new DriveOnTheWire()) {
            var first = drive.service().begin("a.bin", LARGE.length);
            first.append(chunk(LARGE, 0));
            first.append(chunk(LARGE, 1));

            var second = drive.service().resume("a.bin", first.token());

            assertThat(second.offset()).isEqualTo(2 * CHUNK);
            second.append(chunk(LARGE, 2));
            assertThat(second.finish(chunk(LARGE, 3), hash(LARGE), Precondition.ABSENT))
                    .isPresent();
            assertThat(drive.fake.content("a.bin").orElseThrow()).isEqualTo(LARGE);
        }
    }

    @Test
    void goesOnInAnotherProcessBeforeAnythingWasSent() {
        try (var drive = new DriveOnTheWire()) {
            var token = drive.service().begin("a.bin", SMALL.length).token();

            var second = drive.service().resume("a.bin", token);

            assertThat(second.offset()).isZero();
            assertThat(second.finish(SMALL, hash(SMALL), Precondition.ABSENT)).isPresent();
        }
    }

    @Test
    void aForgottenUploadHasToBeginAgain() {
        try (var drive = new DriveOnTheWire()) {
            var upload = drive.service().begin("a.bin", LARGE.length);
            upload.append(chunk(LARGE, 0));
            drive.fake.expireUploads();

            assertThatThrownBy(() -> drive.service().resume("a.bin", upload.token()))
                    .isInstanceOf(NoSuchObject.class);
            assertThatThrownBy(() -> upload.append(chunk(LARGE, 1))).isInstanceOf(NoSuchObject.class);
        }
    }

    @Test
    void anUploadForgottenAtItsLastBytesHasToBeginAgain() {
        try (var drive = new DriveOnTheWire()) {
            drive.contentMeets(fragment(3L * CHUNK), new WireFault.ForgottenUpload());

            assertThatThrownBy(() -> upload(drive.service(), "a.bin", LARGE, Precondition.NONE))
                    .isInstanceOf(NoSuchObject.class);

            assertThat(drive.fake.paths()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 3 * CHUNK + 5})
    void absentHoldsWhereNothingIs(int length) {
        try (var drive = new DriveOnTheWire()) {
            drive.fake.put("a.bin", new byte[] {1});

            assertThat(upload(drive.service(), "a.bin", bytes(length), Precondition.ABSENT))
                    .isEmpty();

            assertThat(drive.fake.content("a.bin").orElseThrow()).containsExactly(1);
            assertThat(drive.fake.openUploads()).isZero();
        }
    }

    @Test
    void aConflictAfterALostAnswerIsNoneIfTheFileIsOurs() {
        try (var drive = new DriveOnTheWire()) {
            drive.apiMeets(is("PUT", "a.bin"), new WireFault.LostAnswer());
            assertThat(upload(drive.service(), "a.bin", SMALL, Precondition.ABSENT))
                    .isPresent();

            // The same bytes, from somebody else: nothing was lost, so they are not ours.
            assertThat(upload(drive.service(), "a.bin", SMALL, Precondition.ABSENT))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatComesDuringAnUploadStays() {
        try (var drive = new DriveOnTheWire()) {
            var upload = drive.service().begin("a.bin", LARGE.length);
            for (int number = 0; number < 3; number++) {
                upload.append(chunk(LARGE, number));
            }
            drive.fake.put("a.bin", new byte[] {1});

            assertThat(upload.finish(chunk(LARGE, 3), hash(LARGE), Precondition.ABSENT))
                    .isEmpty();

            assertThat(drive.fake.content("a.bin").orElseThrow()).containsExactly(1);
            assertThat(drive.fake.openUploads()).isZero();
        }
    }

    @Test
    void anUploadThatMayReplaceBeginsAgainWhereAFileHasCome() {
        try (var drive = new DriveOnTheWire()) {
            var upload = drive.service().begin("a.bin", LARGE.length);
            for (int number = 0; number < 3; number++) {
                upload.append(chunk(LARGE, number));
            }
            drive.fake.put("a.bin", new byte[] {1});

            assertThatThrownBy(() -> upload.finish(chunk(LARGE, 3), hash(LARGE), Precondition.NONE))
                    .isInstanceOf(NoSuchObject.class);

            assertThat(upload(drive.service(), "a.bin", LARGE, Precondition.NONE))
                    .isPresent();
            assertThat(drive.fake.content("a.bin").orElseThrow()).isEqualTo(LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 3 * CHUNK + 5})
    void replacesExactlyTheVersionThatIsNamed(int length) {
        try (var drive = new DriveOnTheWire()) {
            var service = drive.service();
            drive.fake.put("a.bin", new byte[] {1});
            var first = service.find("a.bin").orElseThrow();
            drive.fake.put("a.bin", new byte[] {2});
            var second = service.find("a.bin").orElseThrow();
            var bytes = bytes(length);

            assertThat(upload(service, "a.bin", bytes, new Precondition.Matches(first.revision())))
                    .isEmpty();
            assertThat(drive.fake.content("a.bin").orElseThrow()).containsExactly(2);

            assertThat(upload(service, "a.bin", bytes, new Precondition.Matches(second.revision())))
                    .isPresent();
            assertThat(drive.fake.content("a.bin").orElseThrow()).isEqualTo(bytes);
            assertThat(upload(service, "b.bin", bytes, new Precondition.Matches(second.revision())))
                    .isEmpty();
            assertThat(drive.fake.paths()).containsExactly("a.bin");
            assertThat(drive.fake.openUploads()).isZero();
        }
    }

    @Test
    void aVersionThatIsReplacedDuringAnUploadIsNoLongerReplaced() {
        try (var drive = new DriveOnTheWire()) {
            var service = drive.service();
            drive.fake.put("a.bin", new byte[] {1});
            var revision = service.find("a.bin").orElseThrow().revision();
            var upload = service.begin("a.bin", LARGE.length);
            for (int number = 0; number < 3; number++) {
                upload.append(chunk(LARGE, number));
            }
            drive.fake.put("a.bin", new byte[] {2});

            assertThat(upload.finish(chunk(LARGE, 3), hash(LARGE), new Precondition.Matches(revision)))
                    .isEmpty();

            assertThat(drive.fake.content("a.bin").orElseThrow()).containsExactly(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 3 * CHUNK + 5})
    void whatIsDamagedOnItsWayIsRemovedAgain(int length) {
        try (var drive = new DriveOnTheWire()) {
            drive.apiMeets(is("PUT", "a.bin"), new WireFault.DamagedRequest(7));
            drive.contentMeets(fragment(CHUNK), new WireFault.DamagedRequest(7));

            assertThatThrownBy(() -> upload(drive.service(), "a.bin", bytes(length), Precondition.NONE))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("other bytes");

            assertThat(drive.fake.paths()).isEmpty();
        }
    }

    @Test
    void readsBackWhatTheServiceTellsNoHashOf() {
        try (var drive = new DriveOnTheWire(OneDriveFake.Manner.USUAL.terse())) {
            assertThat(upload(drive.service(), "a.bin", SMALL, Precondition.NONE)
                            .orElseThrow()
                            .hash())
                    .isEqualTo(hash(SMALL));
            drive.apiMeets(is("PUT", "b.bin"), new WireFault.DamagedRequest(7));

            assertThatThrownBy(() -> upload(drive.service(), "b.bin", SMALL, Precondition.NONE))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("other bytes");
        }
    }

    @Test
    void saysThatTheDriveIsFull() {
        try (var drive = new DriveOnTheWire(OneDriveFake.Manner.USUAL.holding(500))) {
            assertThatThrownBy(() -> upload(drive.service(), "a.bin", SMALL, Precondition.NONE))
                    .isInstanceOf(StorageFull.class);
        }
    }

    @Test
    void saysThatTheOwnerHasTakenItBack() {
        try (var drive = new DriveOnTheWire()) {
            var service = drive.service();
            drive.api.follow(dev.azulejo.storage.testkit.wire.FaultScript.none()
                    .then(_ -> true, new WireFault.ExpiredToken())
                    .then(_ -> true, new WireFault.ExpiredToken()));

            assertThatThrownBy(() -> service.find("a.bin"))
                    .isInstanceOf(StorageDenied.class)
                    .hasMessageContaining("connect it again");
        }
    }
}
