package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.local.FileJobLock;
import dev.azulejo.core.local.LocalDispatcher;
import dev.azulejo.core.local.LocalPipeline;
import dev.azulejo.core.local.Workshop;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.Ports.RunningModels;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often stitch unpacks what the models made. A strip has at most 32 MiB, so the wider a result, the more strips
/// each row of tiles reaches into. How often does not hang on the width else: the images here are narrow, and are cut
/// into strips as low as those of a wide one.
class UnpackedRowsTest {
    private static final long MOST_STRIP_BYTES = 32 << 20;
    private static final double MOST = 1.15;
    private static final int ROWS = 4_800;
    private static final int INPUT_WIDTH = 6;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} pixels wide, x{1}, {2} bits")
    @CsvSource({"10000, 2, 8", "40000, 2, 8", "10000, 4, 8", "40000, 4, 8", "40000, 2, 16", "40000, 4, 16"})
    void eachRowOfTilesIsUnpackedHardlyMoreThanOnce(int width, int scale, int bits) {
        var format = new PixelFormat(3, bits);
        var rows = StripLayout.fitted(new Size(width, ROWS), format.bytesPerPixel(), MOST_STRIP_BYTES, 1);
        var image = PixelBlock.random(new Random(width), new Size(INPUT_WIDTH, ROWS / scale), format);
        var counted = new Counting();
        var result = result(image, scale, rows.rowsPerStrip(), counted);
        double times = (double) counted.bytes.get() / (INPUT_WIDTH * scale * ROWS * format.bytesPerPixel());
        System.out.printf(
                "%d wide, x%d, %d bits: strips of %d rows, unpacked %.3f times%n",
                width, scale, bits, rows.rowsPerStrip(), times);
        assertThat(times).isBetween(1.0, MOST);
        assertThat(result).isEqualTo(result(image, scale, rows.rowsPerStrip(), new Whole()));
    }

    private byte[] result(PixelBlock image, int scale, int stripRows, BlockCodec blocks) {
        var disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), RawImage.file(image));
        var order = new Order(
                Disks.SOURCE,
                1,
                Enhancement.by("photo-x" + scale).as(ImageFormat.PNG, 90).cut(new GeometrySpec(0, 0, stripRows)),
                Disks.RESULT);
        var objects = new JobObjects(disks.work(), new JacksonCodec());
        var model = new Repeating(scale);
        try (var threads = new TileThreads(1)) {
            var stages = new Ports(
                            objects,
                            blocks,
                            () -> disks,
                            RawImage::new,
                            () -> format -> new RawEncoder("raw encoder"),
                            new RunningModels(model, threads, Unfinished.LOST),
                            () -> (_, _, _) -> {})
                    .stages();
            var dispatcher =
                    new LocalDispatcher(objects, stages, Workshop.of(1), Progress.NONE, LocalDispatcher.Patience.NONE);
            var pipeline = new LocalPipeline(
                    objects,
                    new IntakeStage(objects, disks, model),
                    dispatcher,
                    disks,
                    new FileJobLock(disks.locks()),
                    Progress.NONE);
            assertThat(pipeline.enhance(order, () -> {})).isInstanceOf(Succeeded.class);
        }
        return disks.result();
    }

    /// Counts what is unpacked of blocks of which some rows are wanted.
    private static final class Counting extends Wrapped {
        private final AtomicLong bytes = new AtomicLong();

        @Override
        public Rows unpack(byte[] packed, Size size, PixelFormat format, int first, int end) {
            var rows = blocks.unpack(packed, size, format, first, end);
            bytes.addAndGet(rows.pixels().samples().length);
            return rows;
        }
    }

    /// Unpacks all rows, whichever are wanted.
    private static final class Whole extends Wrapped {}

    private abstract static class Wrapped implements BlockCodec {
        final BlockCodec blocks = new ZstdBlockCodec();

        @Override
        public byte[] pack(PixelBlock block) {
            return blocks.pack(block);
        }

        @Override
        public PixelBlock unpack(byte[] packed, Size size, PixelFormat format) {
            return blocks.unpack(packed, size, format);
        }
    }

    /// Each pixel several times. Its tiles are those of SPAN.
    private record Repeating(int scale) implements Models, Upscaler {
        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            for (int band = 0; band < input.bands(); band++) {
                for (int y = 0; y < output.height(); y++) {
                    for (int x = 0; x < output.width(); x++) {
                        int from = band * input.planeLength() + y / scale * input.width() + x / scale;
                        output.samples()
                                .put(
                                        band * output.planeLength() + y * output.width() + x,
                                        input.samples().get(from));
                    }
                }
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "repeats";
        }

        @Override
        public List<ModelCard> cards() {
            return List.of(card("span-x" + scale));
        }

        @Override
        public ModelCard card(String id) {
            return new ModelCard(
                    id,
                    "1",
                    "repeats pixels",
                    "5e".repeat(32),
                    "Apache-2.0",
                    "https://example.org",
                    scale,
                    1,
                    new ReceptiveField.Radius(20),
                    Boundary.REPLICATE,
                    Set.of(),
                    null,
                    Map.of("cpu", 288),
                    1_000,
                    Map.of("cpu-core", 1.0));
        }

        @Override
        public Upscaler warm(Step step) {
            return this;
        }
    }
}
