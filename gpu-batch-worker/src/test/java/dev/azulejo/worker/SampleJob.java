package dev.azulejo.worker;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.run.Ports;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/// A job for twice the size, planned by the real stage.
record SampleJob(JobId id, List<Shard> shards, Manifest manifest) {
    static final int TILES_PER_SHARD = 4;
    private static final Size SIZE = new Size(70, 50);
    private static final int BYTES = 10_000;
    private static final URI PLACE = URI.create("test://inbox/");

    /// Plans 3 shards with 4 tiles each.
    ///
    /// @param seed another image, and so another job, for each
    static SampleJob plan(JobObjects objects, DoublingModel model, int seed) {
        var noise = PixelBlock.random(new Random(seed), SIZE, PixelFormat.rgb8());
        return plan(objects, model, Processor.CPU, noise, TILES_PER_SHARD, seed);
    }

    /// Plans a job.
    ///
    /// @param workers the device of workers
    /// @param shardTiles greatest number of tiles of a shard; 0 leaves it to the plan
    /// @param seed another job for each
    static SampleJob plan(
            JobObjects objects, ModelCards cards, Processor workers, PixelBlock picture, int shardTiles, int seed) {
        var inbox = new MemoryStorage();
        inbox.put("a.png", ByteBuffer.allocate(BYTES).putInt(seed).array());
        var source = new SourceRef(new StorageUri(PLACE, "a.png"), inbox.version("a.png"), BYTES);
        var card = cards.card(DoublingModel.ID);
        var request = JobRequest.of(
                source,
                1,
                Chain.of("photo-x2", List.of(new Step(card.id(), card.sha256())), 2),
                WantedResult.of(
                        ResultEncoding.of(ImageFormat.PNG), new StorageUri(URI.create("test://outbox/"), "a.png")),
                new GeometrySpec(0, shardTiles, 0),
                List.of());
        objects.begin(request);
        var attempt = Attempt.first(request.job());
        new Ports(
                        objects,
                        new ZstdBlockCodec(),
                        () -> place -> inbox,
                        () -> new PictureDecoder(picture),
                        () -> format -> new NoEncoder(),
                        () -> cards,
                        () -> (_, _, _) -> {})
                .workers(workers)
                .stages()
                .plan()
                .run(attempt);
        return new SampleJob(request.job(), objects.shards(request.job()).shards(), objects.manifest(attempt));
    }

    Attempt attempt() {
        return Attempt.first(id);
    }

    private record PictureDecoder(PixelBlock picture) implements ImageDecoder {
        @Override
        public String fingerprint() {
            return "noise";
        }

        @Override
        public ProbedImage probe(InputStream source, int page) {
            return ProbedImage.plain(ImageFormat.PNG, new Size(picture.width(), picture.height()), picture.format());
        }

        @Override
        public Rows decode(InputStream source, int page) {
            return new PictureRows(probe(source, page), picture);
        }
    }

    private static final class PictureRows implements ImageDecoder.Rows {
        private final ProbedImage image;
        private final PixelBlock picture;
        private int next;

        PictureRows(ProbedImage image, PixelBlock picture) {
            this.image = image;
            this.picture = picture;
        }

        @Override
        public ProbedImage image() {
            return image;
        }

        @Override
        public void next(int count, byte[] target, int offset) {
            System.arraycopy(picture.samples(), next * picture.stride(), target, offset, count * picture.stride());
            next += count;
        }

        @Override
        public void close() {}
    }

    private record NoEncoder() implements StripEncoder {
        @Override
        public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
            return 1;
        }

        @Override
        public String fingerprint(ResultEncoding output) {
            return "none";
        }

        @Override
        public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] trailer(Result result, List<StripFacts> facts) {
            throw new UnsupportedOperationException();
        }
    }
}
