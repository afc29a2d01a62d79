package dev.azulejo.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000, 500_000_000), ZoneOffset.UTC);

    /// What `RecordWriter` and the messages of TensorBoard 2.20.0 (Python) write for the same events.
    private static final String BY_TENSORBOARD =
            "1800000000000000a37f4b220900002040fc54d9411a0d627261696e2e4576656e743a322b353110"
                    + "100000000000000095fbfe180900002040fc54d9411097013a020801dbd20e2e1b00000000000000"
                    + "1a0d9e130900002040fc54d94110ac022a0d0a0b0a046c6f7373150000803d24186ec12800000000"
                    + "000000ff70164a0900002040fc54d94110ac022a1a0a180a0773616d706c6573220d08ac02100218"
                    + "03220489504e471a680ef4";

    @Test
    void itIsWhatTensorBoardItselfWrites(@TempDir Path folder) throws IOException {
        try (var events = EventFile.begin(folder, 150, CLOCK)) {
            events.number(300, "loss", 0.0625f);
            events.picture(300, "samples", 2, 300, new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        }

        var file = folder.resolve("events.out.tfevents.1700000000.azulejo.500000000");
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file))).isEqualTo(BY_TENSORBOARD);
    }
}
