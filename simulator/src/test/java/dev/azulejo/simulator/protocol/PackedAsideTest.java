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
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.Ports.RunningModels;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.simulator.image.BlurModel;
import dev.azulejo.simulator.image.RawBlocks;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plan decodes while it packs: a shard is packed that waits for rows behind it.
class PackedAsideTest {
    /// Longer than what plan decodes at once, so that no two shards end within that.
    private static final int TILE = 128;

    private static final Size SIZE = new Size(8, 3 * TILE);

    private final CountDownLatch rowsBehind = new CountDownLatch(1);

    @TempDir
    Path folder;

    @Test
    void rowsAreDecodedWhileAShardIsPacked() {
        var disks = Disks.inMemory(folder);
        disks.inbox()
                .put(Disks.SOURCE.key(), RawImage.file(PixelBlock.random(new Random(1), SIZE, PixelFormat.rgb8())));
        var objects = new JobObjects(disks.work(), new JacksonCodec());
        var model = new BlurModel();
        try (var threads = new TileThreads(1)) {
            var stages = new Ports(
                            objects,
                            new Patient(),
                            () -> disks,
                            RawImage::new,
                            () -> format -> new RawEncoder("raw encoder"),
                            new RunningModels(model, threads, Unfinished.LOST),
                            () -> (_, _, _) -> {})
                    .progress(new Ear())
                    .stages();
            var pipeline = new LocalPipeline(
                    objects,
                    new IntakeStage(objects, disks, model),
                    new LocalDispatcher(objects, stages, Workshop.of(1), Progress.NONE, LocalDispatcher.Patience.NONE),
                    disks,
                    new FileJobLock(disks.locks()),
                    Progress.NONE);
            var order = new Order(
                    Disks.SOURCE,
                    1,
                    Enhancement.by("anime-x2").as(ImageFormat.PNG, 90).cut(new GeometrySpec(TILE, 1, 0)),
                    Disks.RESULT);
            assertThat(pipeline.enhance(order, () -> {})).isInstanceOf(Succeeded.class);
        }
    }

    private final class Patient implements BlockCodec {
        private final BlockCodec blocks = new RawBlocks();

        @Override
        public byte[] pack(PixelBlock block) {
            try {
                assertThat(rowsBehind.await(5, TimeUnit.MINUTES))
                        .as("more rows while a shard is packed")
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return blocks.pack(block);
        }

        @Override
        public PixelBlock unpack(byte[] packed, Size size, PixelFormat format) {
            return blocks.unpack(packed, size, format);
        }
    }

    /// Hears how far plan has come.
    private final class Ear implements Progress {
        @Override
        public Span begin(Activity activity, int number) {
            if (activity == Activity.DECODE && number >= TILE) { // a shard has ended before
                rowsBehind.countDown();
            }
            return Span.UNHEARD;
        }
    }
}
