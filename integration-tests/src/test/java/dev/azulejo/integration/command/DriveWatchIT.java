package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.testkit.wire.FaultScript;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Photographs that are dropped into a drive, and come back beside it. `-Dazulejo.photographs=N` drops more at once.
@Tag("slow")
class DriveWatchIT {
    private static final int MANY = Integer.getInteger("azulejo.photographs", 12);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dropbox", "onedrive", "gdrive"})
    void aDriveIsADropFolder(String scheme) throws IOException {
        try (var drive = ConnectedDrive.of(scheme)) {
            var azulejo = Azulejo.warm(folder);
            drive.connect(azulejo);
            var inbox = drive.folder("in");
            var outbox = drive.folder("out");
            ConnectedDrive.put(inbox, "photo-x2/a b/cat #1.png", png(Pictures.cat(20, 16)));
            ConnectedDrive.put(inbox, "photo-x2/text.png", "Dear photograph".getBytes(StandardCharsets.UTF_8));

            var first = once(azulejo, scheme + ":/in", scheme + ":/out");
            assertThat(first.exitCode()).as(first.err()).isEqualTo(Refusals.BAD_IMAGE);
            assertThat(ConnectedDrive.keys(outbox))
                    .containsExactly("photo-x2/a b/cat #1.png", "photo-x2/text.png.error.json");
            assertThat(width(outbox.readAll("photo-x2/a b/cat #1.png"))).isEqualTo(40);

            // Repaired, and replaced: the report goes, and a newer result takes the place of the older.
            ConnectedDrive.put(inbox, "photo-x2/text.png", png(Pictures.cat(20, 16)));
            ConnectedDrive.put(inbox, "photo-x2/a b/cat #1.png", png(Pictures.cat(24, 16)));
            var second = once(azulejo, scheme + ":/in", scheme + ":/out");
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(ConnectedDrive.keys(outbox)).containsExactly("photo-x2/a b/cat #1.png", "photo-x2/text.png");
            assertThat(width(outbox.readAll("photo-x2/a b/cat #1.png"))).isEqualTo(48);
            assertThat(once(azulejo, scheme + ":/in", scheme + ":/out").outLines())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropbox", "onedrive", "gdrive"})
    void manyAtOnceWithDeathsInBetweenComeBackOnceEach(String scheme) throws IOException {
        try (var drive = ConnectedDrive.of(scheme)) {
            var azulejo = Azulejo.in(folder);
            drive.connect(azulejo);
            var inbox = drive.folder("in");
            var outbox = drive.folder("out");
            var expected = new TreeSet<String>();
            for (int n = 0; n < MANY; n++) {
                var key = "resize/%03d.png".formatted(n);
                ConnectedDrive.put(inbox, "resize/azulejo.json", "{\"width\": 8}".getBytes(StandardCharsets.UTF_8));
                ConnectedDrive.put(inbox, key, png(Pictures.cat(20 + n % 100, 16)));
                expected.add(key);
            }
            drive.servers().getFirst().follow(FaultScript.seeded(7, 0.02, 20));
            for (int death = 1; death <= 2; death++) {
                int enough = death * MANY / 3;
                var running = azulejo.start("watch", scheme + ":/in", scheme + ":/out", "--settle=0");
                try {
                    WatchedFolder.await(
                            enough + " results",
                            () -> ConnectedDrive.keys(outbox).size() >= enough
                                    || !running.process().isAlive());
                    assertThat(running.process().isAlive()).isTrue();
                } finally {
                    running.process().destroyForcibly();
                }
                running.ended();
            }
            drive.servers().getFirst().follow(FaultScript.none()); // what was begun in bad times is ended in good ones
            var ended = once(azulejo, scheme + ":/in", scheme + ":/out");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ConnectedDrive.keys(outbox)).isEqualTo(expected);
            for (var key : expected) {
                assertThat(width(outbox.readAll(key))).as(key).isEqualTo(8);
            }
        }
    }

    @Test
    void placesMixFreelyAndWhatIsNotConnectedSaysSo() throws IOException {
        try (var drive = ConnectedDrive.of("onedrive")) {
            var azulejo = Azulejo.warm(folder);
            var refused = once(azulejo, "onedrive:/in", folder.resolve("out").toString());
            assertThat(refused.err()).contains("is not connected", "storage connect onedrive");
            drive.connect(azulejo);
            ConnectedDrive.put(drive.folder("in"), "photo-x2/cat.png", png(Pictures.cat(20, 16)));
            var out = folder.resolve("out");
            var ended = once(azulejo, "onedrive:/in", out.toString());
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(Pictures.read(out.resolve("photo-x2/cat.png")).getWidth())
                    .isEqualTo(40);
            var copied = azulejo.run("storage", "cp", out.resolve("photo-x2/cat.png"), "onedrive:/back/");
            assertThat(copied.exitCode()).as(copied.err()).isZero();
            assertThat(drive.folder("back").readAll("cat.png"))
                    .isEqualTo(Files.readAllBytes(out.resolve("photo-x2/cat.png")));
            var nested = once(azulejo, "onedrive:/in", "onedrive:/in/out");
            assertThat(nested.err()).contains("lie in each other");
            var tried = azulejo.run("storage", "test", "onedrive:/back");
            assertThat(tried.exitCode()).as(tried.out() + tried.err()).isZero();
            assertThat(tried.out()).contains("ok   read it back, byte for byte", "large uploads go on after a death");
        }
    }

    private static Azulejo.Ended once(Azulejo azulejo, String inbox, String outbox) {
        return azulejo.run("watch", inbox, outbox, "--once", "--settle=0");
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        return Pictures.encoded(picture, "png");
    }

    private static int width(byte[] image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(image)).getWidth();
    }
}
