package dev.azulejo.simulator.protocol;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.simulator.image.BlurModel;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import java.util.List;
import java.util.Random;

/// An image of 12 tiles in 3 shards, whose result has 4 strips; and what must become of it.
final class Sample {
    static final int SHARDS = 3;
    static final int STRIPS = 4;
    private static final int ROWS_PER_STRIP = 32;

    private Sample() {}

    static final Order ORDER = order("anime-x2");

    static Order order(String recipe) {
        return new Order(
                Disks.SOURCE,
                1,
                Enhancement.by(recipe).as(ImageFormat.PNG, 90).cut(new GeometrySpec(0, 4, ROWS_PER_STRIP)),
                Disks.RESULT);
    }

    /// @param version another image for each number
    static byte[] source(int version) {
        return RawImage.file(image(version));
    }

    private static PixelBlock image(int version) {
        return PixelBlock.random(new Random(version), new Size(70, 50), PixelFormat.rgb8());
    }

    /// The result of that source, made of the whole image at once.
    static byte[] result(int version) {
        var image = image(version);
        var model = new BlurModel();
        var enhanced = new TileEnhancer(WarmChain.of(model.cards(), List.of(model)))
                .enhance(image, new Tile(0, image.bounds(), image.bounds()), true);
        return new RawEncoder("raw encoder").file(enhanced, ROWS_PER_STRIP, RawImage.METADATA);
    }
}
