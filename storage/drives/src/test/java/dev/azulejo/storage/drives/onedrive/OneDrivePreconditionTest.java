package dev.azulejo.storage.drives.onedrive;

import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.CHUNK;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.hash;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.is;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.testkit.wire.WireFault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneDrivePreconditionTest {
    private static final byte[] LARGE = bytes(3 * CHUNK + 5);
    private static final byte[] SMALL = bytes(1000);

    private static byte[] chunk(byte[] bytes, int number) {
        return Arrays.copyOfRange(bytes, number * CHUNK, Math.min(bytes.length, (number + 1) * CHUNK));
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
}
