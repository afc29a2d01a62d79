package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.aws.SecretsManagerSecrets;
import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.command.ConnectedDrive;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.drives.connect.Connections;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

    @Test
    void photographsComeBackBesideWhereTheyWereDropped(@TempDir Path folder) {
        try (var drive = connected("dropbox");
                var _ = WarmWorker.start(cloud, folder, Map.of())) {
            var inbox = drive.folder("in");
            var outbox = drive.folder("out");
            ConnectedDrive.put(inbox, "resize/azulejo.json", "{\"width\": 8}".getBytes(StandardCharsets.UTF_8));
            ConnectedDrive.put(inbox, "resize/a b/cat #1.png", cat(20));
            look();
            await(outbox, Set.of("resize/a b/cat #1.png"));
            assertThat(width(outbox, "resize/a b/cat #1.png")).isEqualTo(8);
        }
    }

    private ConnectedDrive connected(String scheme) {
        var drive = ConnectedDrive.of(scheme);
        var client = cloud.aws().client(SecretsManagerClient.builder());
        drive.connect(
                new Connections(new SecretsManagerSecrets(client, cloud.stack().name() + "/")));
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

    private static void await(Storage outbox, Set<String> keys) {
        Cloud.await(
                "%s in the drive".formatted(keys),
                SOON,
                () -> ConnectedDrive.keys(outbox).equals(keys) ? Optional.of(true) : Optional.empty());
    }

    private static byte[] cat(int width) {
        return Pictures.encoded(Pictures.cat(width, 16), "png");
    }

    private static int width(Storage outbox, String key) {
        return Pictures.decoded(outbox.readAll(key)).getWidth();
    }
}
