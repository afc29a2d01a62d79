package dev.azulejo.integration.command;

import dev.azulejo.storage.testkit.wire.ByteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Doubles of the three drives, to try commands by hand: they are connected for whoever has `FOLDER/home` as his home,
/// and serve until Enter is pressed.
///
/// ```sh
/// ./mvnw -q -pl integration-tests -am test-compile
/// ./mvnw -q -pl integration-tests exec:java -Dexec.classpathScope=test \
///     -Dexec.mainClass=dev.azulejo.integration.command.FakeDrives -Dexec.args=FOLDER
/// HOME=FOLDER/home ./azulejo storage cp a.jpg onedrive:/in/
/// ```
public final class FakeDrives {
    private FakeDrives() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]).toAbsolutePath();
        var azulejo = Azulejo.in(folder);
        try (var dropbox = started(azulejo, "dropbox");
                var oneDrive = started(azulejo, "onedrive");
                var googleDrive = started(azulejo, "gdrive")) {
            for (var drive : new ConnectedDrive[] {dropbox, oneDrive, googleDrive}) {
                drive.connect(azulejo);
                System.out.println(drive.scheme() + ":/ is at "
                        + drive.servers().getFirst().address());
            }
            System.out.printf("HOME=%s; Enter ends it%n", azulejo.home());
            System.in.read();
        }
    }

    private static ConnectedDrive started(Azulejo azulejo, String scheme) throws IOException {
        var bytes = Files.createDirectories(azulejo.folder().resolve(scheme));
        return ConnectedDrive.of(scheme, ByteStore.in(bytes), UnaryOperator.identity());
    }
}
