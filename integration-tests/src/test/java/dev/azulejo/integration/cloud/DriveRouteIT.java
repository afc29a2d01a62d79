package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.aws.SecretsManagerSecrets;
import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.command.ConnectedDrive;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.server.Served;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.drives.connect.Connections;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// What is dropped into a drive comes back beside it, through the cloud, without a laptop.
@OnCloud
class DriveRouteIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    DriveRouteIT(Cloud cloud) {
        this.cloud = cloud;
    }

    /// A drive, and in which of its folders photographs are dropped: where its route says what is made of them, in
    /// none.
    private record Dropped(ConnectedDrive drive, String folder) implements AutoCloseable {
        Storage inbox() {
            return drive.folder("in");
        }

        Storage outbox() {
            return drive.folder("out");
        }

        String cat() {
            return folder + "a b/cat #1.png";
        }

        String text() {
            return folder + "text.png";
        }

        void put(String key, byte[] bytes) {
            ConnectedDrive.put(inbox(), key, bytes);
        }

        String inCloud(String key) {
            return "routes/%s/%s".formatted(drive.scheme(), key);
        }

        @Override
        public void close() {
            drive.close();
        }
    }

    @Test
    void photographsComeBackBesideWhereTheyWereDropped(@TempDir Path folder) {
        try (var dropbox = new Dropped(connected("dropbox"), "resize/");
                var onedrive = new Dropped(connected("onedrive"), "resize/");
                var gdrive = new Dropped(connected("gdrive"), "");
                var _ = WarmWorker.start(cloud, folder, Map.of())) {
            var drives = List.of(dropbox, onedrive, gdrive);
            for (var drive : drives) {
                if (!drive.folder().isEmpty()) {
                    drive.put(drive.folder() + "azulejo.json", "{\"width\": 12}".getBytes(StandardCharsets.UTF_8));
                }
                drive.put(drive.cat(), cat(24, 16));
                drive.put(drive.text(), "Dear photograph".getBytes(StandardCharsets.UTF_8));
            }
            var theirs = "resize/theirs.png";
            dropbox.put(theirs, cat(24, 24));
            ConnectedDrive.put(dropbox.outbox(), theirs, new byte[] {1});
            look();
            look(); // at once, as it may happen
            for (var drive : drives) {
                awaitResults(drive, drive.cat(), drive.text() + ".error.json");
                assertThat(height(drive)).isEqualTo(8);
                drive.put(drive.cat(), cat(24, 24));
                drive.put(drive.text(), cat(24, 16));
            }
            look();
            for (var drive : drives) {
                awaitResults(drive, drive.cat(), drive.text());
                Cloud.await("the newer one", SOON, () -> heightIfWhole(drive).filter(height -> height == 12));
                for (var key : List.of(drive.cat(), drive.text())) {
                    assertThat(cloud.versions(StackOutput.INBOX_BUCKET, drive.inCloud(key)))
                            .as(drive.inCloud(key))
                            .hasSize(2);
                }
                assertThat(cloud.versions(StackOutput.OUTBOX_BUCKET, drive.inCloud(drive.cat())))
                        .hasSize(2);
            }
            cloud.awaitObject(cloud.outbox(), dropbox.inCloud(theirs), SOON);
            Cloud.await(
                    "that somebody's own file is in the way",
                    SOON,
                    () -> ConnectedDrive.keys(dropbox.outbox()).contains(theirs + ".error.json")
                            ? Optional.of(true)
                            : Optional.empty());
            assertThat(new String(dropbox.outbox().readAll(theirs + ".error.json"), StandardCharsets.UTF_8))
                    .contains("\"file\": \"resize/theirs.png\"", "dropbox:/out/resize/theirs.png exists");
            assertThat(dropbox.outbox().readAll(theirs)).containsExactly(1);
            disconnect();
        }
    }

    /// What the owner has put there himself is looked past.
    private static void awaitResults(Dropped drive, String... keys) {
        Cloud.await("%s in %s".formatted(List.of(keys), drive.drive().scheme()), SOON, () -> {
            var found = ConnectedDrive.keys(drive.outbox());
            found.removeIf(key -> key.startsWith("resize/theirs.png"));
            return found.equals(Set.of(keys)) ? Optional.of(true) : Optional.empty();
        });
    }

    private void disconnect() {
        var ran = Served.run(
                cloud.environment(),
                "storage",
                "disconnect",
                "dropbox:/",
                "--stack",
                cloud.stack().name());
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("disconnected");
        assertThat(secrets().find("dropbox/default")).isEmpty();
    }

    private Secrets secrets() {
        return new SecretsManagerSecrets(
                cloud.aws().client(SecretsManagerClient.builder()),
                cloud.stack().name() + "/");
    }

    private ConnectedDrive connected(String scheme) {
        var drive = ConnectedDrive.of(scheme);
        drive.connect(new Connections(secrets()));
        return drive;
    }

    /// As the schedule does it, which comes once a minute besides.
    private void look() {
        cloud.aws()
                .lambda()
                .invoke(call -> call.functionName(cloud.stack().output(StackOutput.nameOf(PipelineFunction.CONNECT)))
                        .qualifier("live")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("{\"%s\": true}".formatted(CallField.LOOK))));
    }

    private static byte[] cat(int width, int height) {
        return Pictures.encoded(Pictures.cat(width, height), "png");
    }

    /// None where it is replaced while it is read, which a drive refuses.
    private static Optional<Integer> heightIfWhole(Dropped drive) {
        try {
            return Optional.of(height(drive));
        } catch (NoSuchObject replaced) {
            return Optional.empty();
        }
    }

    private static int height(Dropped drive) {
        return Pictures.decoded(drive.outbox().readAll(drive.cat())).getHeight();
    }
}
