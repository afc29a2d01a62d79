package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LargeCopyIT extends LargeCopies {
    private static final int CHUNK_BYTES = 10 << 20;
    private static final int PIECE_BYTES = 4 << 20;

    /// The state of OneDrive's hash goes on too, so nothing is fetched again but what was on its way.
    @Test
    void fromADriveToAnother() throws IOException {
        var file = source();
        try (var proxy = new CountingProxy();
                var from = ConnectedDrive.of("dropbox", store("from"), UnaryOperator.identity());
                var to = ConnectedDrive.of("onedrive", store("to"), proxy::before)) {
            fill(from.folder("photos"), file);
            var azulejo = Azulejo.in(folder);
            from.connect(azulejo);
            to.connect(azulejo);
            var server = from.servers().getFirst();
            long before = server.contentBytes();
            copy(azulejo, "dropbox:/photos/large.bin", "onedrive:/in/", proxy, CHUNK_BYTES, server::contentBytes);
            assertThat(server.contentBytes() - before).isBetween(BYTES, BYTES + 2 * (CHUNK_BYTES + 2L * PIECE_BYTES));
            assertThatItIs(to.folder("in"), file);
        }
    }

    @Test
    void fromADiskToADrive() throws IOException {
        var file = source();
        try (var proxy = new CountingProxy();
                var to = ConnectedDrive.of("gdrive", store("to"), proxy::before)) {
            var azulejo = Azulejo.in(folder);
            to.connect(azulejo);
            copy(azulejo, file.toString(), "gdrive:/in/", proxy, CHUNK_BYTES, () -> 0);
            assertThatItIs(to.folder("in"), file);
        }
    }
}
