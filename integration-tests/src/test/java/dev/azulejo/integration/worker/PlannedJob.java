package dev.azulejo.integration.worker;

import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.Ports;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsStripEncoders;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.integration.Checkout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/// A job's folder as plan leaves it, in any place.
record PlannedJob(JobStorage work, JobObjects objects, JobId id, Manifest manifest, List<Shard> shards) {
    private static final URI PLACE = URI.create("test://inbox/");
    private static final JacksonCodec CODEC = new JacksonCodec();
    private static final Libvips LIBVIPS = new Libvips(new LibvipsFinder(Checkout.LIBVIPS, Checkout.USER_CACHE).find());

    static PlannedJob plan(JobStorage work, BufferedImage picture, GeometrySpec geometry) {
        var inbox = new MemoryStorage();
        inbox.put("a.png", png(picture));
        var objects = new JobObjects(work, CODEC);
        try (var models = models()) {
            var order = new Order(
                    new StorageUri(PLACE, "a.png"),
                    1,
                    Enhancement.by("photo-x2").as(ImageFormat.PNG, 90).cut(geometry),
                    new StorageUri(PLACE, "b.png"));
            var job =
                    new IntakeStage(objects, place -> inbox, models).run(order).job();
            new Ports(
                            objects,
                            new ZstdBlockCodec(),
                            () -> place -> inbox,
                            () -> new VipsDecoder(LIBVIPS),
                            () -> new VipsStripEncoders(LIBVIPS),
                            () -> models,
                            () -> (_, _, _) -> {})
                    .stages()
                    .plan()
                    .run(Attempt.first(job));
            return new PlannedJob(
                    work,
                    objects,
                    job,
                    objects.manifest(Attempt.first(job)),
                    objects.shards(job).shards());
        }
    }

    /// What a shard's result must be: the same picture and stage, in this process, packed as a worker does.
    static byte[] expectedTiles(BufferedImage picture, GeometrySpec geometry, int shard) {
        var here = plan(new MemoryStorage(), picture, geometry);
        try (var models = models();
                var threads = new TileThreads(2)) {
            new InferStage(
                            here.objects,
                            models,
                            ZstdBlockCodec.forFastDevices(),
                            threads,
                            Progress.NONE,
                            Unfinished.LOST)
                    .run(here.manifest, here.shards.get(shard));
        }
        return bytes(here.work, JobKeys.tiles(here.id, shard));
    }

    byte[] tiles(int shard) {
        return bytes(work, JobKeys.tiles(id, shard));
    }

    /// The names of its objects, without its folder.
    List<String> names() {
        try (var listed = work.list(JobKeys.folder(id))) {
            return listed.map(ObjectStat::key)
                    .map(key -> key.substring(JobKeys.folder(id).length()))
                    .toList();
        }
    }

    static BufferedImage cat(int width, int height) {
        try {
            var whole = ImageIO.read(Checkout.PHOTOS.resolve("chelsea.png").toFile());
            var part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            part.createGraphics().drawImage(whole.getSubimage(60, 10, width, height), 0, 0, null);
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hardly to be compressed.
    static BufferedImage noise(int width, int height) {
        var random = new Random(width);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return picture;
    }

    private static ModelFolder models() {
        return new ModelFolder(Checkout.ROOT.resolve("models"), Device.CPU);
    }

    private static byte[] png(BufferedImage picture) {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Storage storage, String key) {
        try (var in = storage.read(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
