package dev.azulejo.functions;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.job.request.WantedResult;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.plan.Planner.Builds;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.StripEncoders;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.StorageUri;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/// Plans a tiny image, decodes it, and encodes a result in every format; the results are dropped.
final class ImagePriming {
    private static final String IMAGE = "priming.png";
    private static final StorageUri NOWHERE = new StorageUri(URI.create("s3://priming"), IMAGE);

    private final ImageDecoder decoder;
    private final StripEncoders encoders;
    private final BlockCodec blocks;
    private final ModelCards cards;

    ImagePriming(ImageDecoder decoder, StripEncoders encoders, BlockCodec blocks, ModelCards cards) {
        this.decoder = decoder;
        this.encoders = encoders;
        this.blocks = blocks;
        this.cards = cards;
    }

    void run() {
        try {
            for (var format : List.of(ImageFormat.PNG, ImageFormat.JPEG)) {
                prime(format);
            }
        } catch (UnreadableImage e) {
            throw new IllegalStateException("%s cannot be read: %s".formatted(IMAGE, e.detail()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prime(ImageFormat format) throws UnreadableImage, IOException {
        var request = request(format);
        var encoder = encoders.forFormat(format);
        var models = models().stream().map(cards::card).toList();
        var probed = decoder.probe(image(), 1);
        var builds = new Builds(List.of(encoder), decoder.fingerprint());
        if (!(Planner.DEFAULT.plan(request, probed, models, builds) instanceof Planned planned)) {
            throw new IllegalStateException("%s was refused".formatted(IMAGE));
        }
        try (var rows = decoder.decode(image(), 1)) {
            var stored = PixelBlock.blank(probed.stored(), probed.pixels());
            rows.next(stored.height(), stored.samples(), 0);
            blocks.unpack(blocks.pack(stored), probed.stored(), probed.pixels());
        }
        var manifest = Manifest.of(planned.plan(), planned.shards().size(), Hash.of(new byte[0]), true);
        var codec = new JacksonCodec();
        codec.decode(codec.encode(request), JobRequest.class);
        codec.encode(manifest);
        var result = manifest.result(0);
        encoder.encode(result, 0, PixelBlock.blank(result.size(), result.pixels()));
    }

    private JobRequest request(ImageFormat format) {
        var recipe = Recipes.DEFAULT;
        var steps = models().stream()
                .map(id -> new Step(id, cards.card(id).sha256()))
                .toList();
        return JobRequest.of(
                new SourceRef(NOWHERE, "1", 1),
                1,
                Chain.of(recipe.name(), steps, recipe.defaultScale()),
                WantedResult.of(ResultEncoding.of(format), NOWHERE),
                GeometrySpec.AUTOMATIC,
                List.of());
    }

    private static List<String> models() {
        return Recipes.DEFAULT
                .choose(Recipes.DEFAULT.defaultScale(), Compression.of(ImageFormat.PNG))
                .models();
    }

    private static InputStream image() throws IOException {
        var image = ImagePriming.class.getResourceAsStream(IMAGE);
        if (image == null) {
            throw new IOException("no resource " + IMAGE);
        }
        return image;
    }
}
