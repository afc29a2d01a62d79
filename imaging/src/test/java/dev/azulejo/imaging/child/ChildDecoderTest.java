package dev.azulejo.imaging.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.local.UserCache;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ImageDecoder.Rows;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.hostile.HostileFile;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks that a decoder that crashes, hangs or exhausts memory costs only one file. The crashes are real
/// ones.
@Tag("slow")
class ChildDecoderTest {
    private static final int SIDE = 1500;
    private static final byte[] LARGE = PlainPng.of(SIDE, SIDE, false);
    private static final byte[] SMALL = PlainPng.of(30, 20, false);

    static final LibvipsChoice CHOICE = LibvipsChoice.of(System.getenv());
    static final Path CACHE = UserCache.of(System.getenv());

    /// A silence that a working process does not exceed, even on a busy machine.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private Optional<ChildDecoder> opened = Optional.empty();

    private ChildDecoder decoder(ChildLimits limits) {
        opened = Optional.of(new ChildDecoder(CACHE, CHOICE, folder, limits));
        return opened.get();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        opened.ifPresent(ChildDecoder::close);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void decodesAsTheDecoderItself() throws Exception {
        var direct = new VipsDecoder(new Libvips(new LibvipsFinder(CHOICE, CACHE).find()));
        var child = decoder(ChildLimits.DEFAULT);
        assertThat(child.fingerprint()).isEqualTo(direct.fingerprint());
        for (var file : new byte[][] {SMALL, LARGE}) {
            assertThat(child.probe(stream(file), 1)).isEqualTo(direct.probe(stream(file), 1));
            assertThat(pixels(child, file)).isEqualTo(pixels(direct, file));
        }
        var broken = Arrays.copyOf(LARGE, LARGE.length / 2);
        var expected = catchThrowableOfType(UnreadableImage.class, () -> pixels(direct, broken));
        var refused = catchThrowableOfType(UnreadableImage.class, () -> pixels(child, broken));
        assertThat(refused.reason()).isEqualTo(expected.reason());
        assertThat(refused).hasMessage(expected.getMessage());
        assertThat(pixels(child, SMALL)).isEqualTo(pixels(direct, SMALL));
    }

    /// A million empty chunks took a minute, when each was asked for separately.
    @Test
    void asksForMuchAtOnceHoweverLittleIsRead() throws Exception {
        var file = HostileFile.named("texts.png").bytes();
        var reads = new AtomicInteger();
        var source = new FilterInputStream(stream(file)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                reads.incrementAndGet();
                return super.read(target, offset, length);
            }
        };
        decoder(ChildLimits.DEFAULT).probe(source, 1);
        assertThat(reads.get()).isLessThan(file.length / 20_000);
    }

    @Test
    void oneProcessDecodesManyFilesAndTwoAtOnceHaveTwo() throws Exception {
        var child = decoder(ChildLimits.DEFAULT);
        long first;
        try (var rows = child.decode(stream(LARGE), 1)) {
            first = processOf(rows);
        }
        assertThatThrownBy(() -> child.probe(stream(new byte[] {1, 2, 3}), 1)).isInstanceOf(UnreadableImage.class);
        try (var rows = child.decode(stream(LARGE), 1);
                var others = child.decode(stream(SMALL), 1)) {
            assertThat(processOf(rows)).isEqualTo(first);
            assertThat(processOf(others)).isNotEqualTo(first);
        }
    }

    /// Every process holds more than one byte, the limit here.
    @Test
    void aProcessThatHasGrownIsNotTakenAgain() throws Exception {
        var child = new ChildDecoder(CACHE, CHOICE, folder, ChildLimits.DEFAULT, 1);
        opened = Optional.of(child);
        long first;
        try (var rows = child.decode(stream(SMALL), 1)) {
            first = processOf(rows);
        }
        try (var rows = child.decode(stream(SMALL), 1)) {
            assertThat(processOf(rows)).isNotEqualTo(first);
        }
    }

    @Test
    void whatTheSourceThrowsComesOutAsItIs() throws Exception {
        var child = decoder(ChildLimits.DEFAULT);
        var closed = new boolean[1];
        var source = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given == 1000) {
                    throw new IOException("the network is down");
                }
                return LARGE[given++];
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                target[offset] = (byte) read();
                return 1;
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThatThrownBy(() -> {
                    try (var rows = child.decode(source, 1)) {
                        rows.next(SIDE, new byte[SIDE * SIDE], 0);
                    }
                })
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the network is down");
        assertThat(closed[0]).isTrue();
        assertThat(pixels(child, SMALL)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEGV", "KILL"})
    void aCrashCostsOneFile(String signal) throws Exception {
        var child = decoder(ChildLimits.DEFAULT);
        try (var rows = child.decode(stream(LARGE), 1)) {
            rows.next(64, new byte[64 * SIDE], 0);
            var process = ProcessHandle.of(processOf(rows)).orElseThrow();
            kill(signal, rows);
            process.onExit().get(5, TimeUnit.MINUTES); // until then it could still give the rest
            assertThatThrownBy(() -> rows.next(SIDE - 64, new byte[(SIDE - 64) * SIDE], 0))
                    .isInstanceOfSatisfying(
                            UnreadableImage.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.DECODER_FAILED))
                    .hasMessageContaining(signal.equals("SEGV") ? "crash (SIGSEGV" : "killed by signal 9");
        }
        assertThat(pixels(child, SMALL)).isNotEmpty();
    }

    @Test
    void aProcessThatDiesWhileItIsIdleCostsNothing() throws Exception {
        var child = decoder(ChildLimits.DEFAULT);
        long idle;
        try (var rows = child.decode(stream(SMALL), 1)) {
            rows.next(20, new byte[600], 0);
            idle = processOf(rows);
        }
        ProcessHandle.of(idle).orElseThrow().destroyForcibly();
        assertThat(pixels(child, SMALL)).isNotEmpty();
    }

    /// Facts that are known only at the end of a file are transferred, too.
    @Test
    void saysAfterTheLastRowWhatTheFileSaysThen() throws Exception {
        var withoutItsEnd = Arrays.copyOf(SMALL, SMALL.length - 12);
        try (var rows = decoder(ChildLimits.DEFAULT).decode(stream(withoutItsEnd), 1)) {
            assertThat(rows.image().warnings()).isEmpty();
            rows.next(20, new byte[600], 0);
            assertThat(rows.image().warnings()).singleElement().asString().contains("lacks its end");
        }
    }

    @Test
    void aHangCostsOneFileAndTheTimeThatIsAllowed() throws Exception {
        var child = decoder(ChildLimits.DEFAULT.withSilence(SILENCE));
        try (var rows = child.decode(stream(LARGE), 1)) {
            rows.next(64, new byte[64 * SIDE], 0);
            kill("STOP", rows);
            assertThatThrownBy(() -> rows.next(SIDE - 64, new byte[(SIDE - 64) * SIDE], 0))
                    .isInstanceOf(UnreadableImage.class)
                    .hasMessageContaining("without a sign of progress");
        }
        assertThat(pixels(child, SMALL)).isNotEmpty();
    }

    @Test
    void tooMuchMemoryCostsOneFile() throws Exception {
        var child = decoder(ChildLimits.DEFAULT.withMemory(160L << 20));
        var interlaced = PlainPng.of(20_000, 20_000, true); // libvips must hold all of it
        assertThatThrownBy(() -> {
                    try (var rows = child.decode(stream(interlaced), 1)) {
                        rows.next(1, new byte[20_000], 0);
                    }
                })
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("needs more memory to be decoded than a file may take (160 MiB)");
        assertThat(pixels(child, SMALL)).isNotEmpty();
    }

    @Test
    void theAddressSpaceIsLimitedWhereTheSystemCan() throws Exception {
        var child = decoder(ChildLimits.DEFAULT);
        try (var rows = child.decode(stream(SMALL), 1)) {
            var limits = Path.of("/proc/%d/limits".formatted(processOf(rows)));
            if (Files.exists(limits)) {
                assertThat(Files.readString(limits)).doesNotContainPattern("Max address space +unlimited");
            }
        }
    }

    @Test
    void theProcessSeesNoSecrets() throws Exception {
        var builder = new ChildCommand(CACHE, CHOICE).builder(ChildLimits.DEFAULT, folder);
        assertThat(builder.environment().keySet())
                .contains("PATH")
                .noneMatch(name -> name.matches(".*(TOKEN|SECRET|KEY|PASSWORD|AWS|USER).*"));
    }

    private static byte[] pixels(ImageDecoder decoder, byte[] file) throws UnreadableImage {
        try (var rows = decoder.decode(stream(file), 1)) {
            var size = rows.image().stored();
            var pixels = new byte[(int) size.pixels() * rows.image().pixels().bytesPerPixel()];
            rows.next(size.height(), pixels, 0);
            return pixels;
        }
    }

    private static InputStream stream(byte[] file) {
        return new ByteArrayInputStream(file);
    }

    private static long processOf(Rows rows) {
        return ((ChildRows) rows).processId();
    }

    private static void kill(String signal, Rows rows) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(processOf(rows))).start();
        assertThat(kill.waitFor(5, TimeUnit.MINUTES)).isTrue();
    }
}
