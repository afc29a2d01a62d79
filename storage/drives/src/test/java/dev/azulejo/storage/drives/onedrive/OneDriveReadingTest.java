package dev.azulejo.storage.drives.onedrive;

import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.before;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.bytes;
import static dev.azulejo.storage.drives.onedrive.DriveOnTheWire.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OneDriveReadingTest {
    @Test
    void readsFromAnyByteOn() throws IOException {
        for (var manner : List.of(OneDriveFake.Manner.USUAL, OneDriveFake.Manner.USUAL.terse())) {
            try (var drive = new DriveOnTheWire(manner)) {
                drive.fake.put("a", bytes(1000));
                var service = drive.service();
                var file = service.find("a").orElseThrow();
                for (int offset : List.of(0, 1, 500, 999, 1000)) {
                    try (var in = service.open(file, offset, file.bytes() - offset)) {
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

            assertThatThrownBy(() -> service.open(replaced, 0, replaced.bytes()))
                    .isInstanceOf(NoSuchObject.class);
            assertThatThrownBy(() -> service.open(replaced, 1000, replaced.bytes() - 1000))
                    .isInstanceOf(NoSuchObject.class);
            assertThatThrownBy(() -> service.open(gone, 5, gone.bytes() - 5)).isInstanceOf(NoSuchObject.class);
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

            assertThatThrownBy(() -> service.open(file, 0, file.bytes())).isInstanceOf(NoSuchObject.class);
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
                        request -> request.path().startsWith("/down/")
                                ? WireAnswer.content(200, StoredBytes.of(bytes(1000)))
                                : null))) {
            drive.fake.put("a", bytes(1000));
            var service = drive.service();

            try (var in = service.open(service.find("a").orElseThrow(), 300, 700)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes(1000), 300, 1000));
            }
        }
    }

    /// What is copied is read in pieces: each must cost no more than itself.
    @Test
    void aRangeCostsNoMoreBytesThanItHas() {
        try (var drive = new DriveOnTheWire()) {
            drive.fake.put("a", bytes(300_000));
            var storage = new DriveStorage(drive.service(), new MemoryStorage(), "onedrive");
            assertThat(storage.readRange("a", 1000, 70_000))
                    .isEqualTo(Arrays.copyOfRange(bytes(300_000), 1000, 71_000));
            assertThat(storage.readRange("a", 299_999, 1))
                    .isEqualTo(Arrays.copyOfRange(bytes(300_000), 299_999, 300_000));
            assertThat(storage.readRange("a", 0, 5)).isEqualTo(Arrays.copyOf(bytes(300_000), 5));
            assertThat(drive.content.contentBytes()).isEqualTo(70_006);
        }
    }
}
