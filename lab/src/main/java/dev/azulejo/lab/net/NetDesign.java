package dev.azulejo.lab.net;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/// The shape of a network from RGB to RGB, without pooling, so that tiles of a picture give what the whole gives.
///
/// @param kind how its layers follow each other
/// @param depth of [Kind#SPAN] blocks, 1 or more; of the others convolutions, 2 or more
/// @param channels between the layers
public record NetDesign(Kind kind, int depth, int channels) {
    private static final int COLOURS = 3;
    private static final int KERNEL = 3;
    private static final float MIDDLE = 0.5f;
    private static final int MOST = 256;

    /// The families of networks.
    public enum Kind {
        /// Convolutions and nothing else, whose answer is added to the picture.
        @JsonProperty("plain")
        PLAIN,
        /// The same on half the sides: it looks twice as far at a quarter of the cost, and takes even sides alone.
        @JsonProperty("half")
        HALF,
        /// Blocks of three convolutions that weigh themselves without parameters, as in SPAN (Wan et al., Swift
        /// parameter-free attention network, 2023), whose answer is added to the picture.
        @JsonProperty("span")
        SPAN
    }

    public NetDesign {
        int least = kind == Kind.SPAN ? 1 : 2;
        if (depth < least || depth > MOST || channels < 1 || channels > MOST) {
            throw new IllegalArgumentException("net: depth is %d and channels %d, expected %d to %d and 1 to %d"
                    .formatted(depth, channels, least, MOST, MOST));
        }
    }

    /// Of what sides of pictures must be a multiple.
    public int alignment() {
        return kind == Kind.HALF ? 2 : 1;
    }

    /// What the network makes of a picture.
    ///
    /// @param scale by how much it enlarges, 1 or more
    public <T> T answer(Layers<T> layers, T picture, int scale) {
        int factor = kind == Kind.HALF ? 2 * scale : scale;
        int outputs = COLOURS * factor * factor;
        T learned = switch (kind) {
            case PLAIN -> plain(layers, layers.convolution("first", picture, COLOURS, channels, KERNEL), outputs);
            case HALF -> plain(layers, layers.halved("first", picture, COLOURS, channels), outputs);
            case SPAN -> span(layers, picture, outputs);
        };
        T enlarged = scale == 1 ? picture : layers.shuffled(layers.repeated(picture, scale * scale), scale);
        return layers.sum(factor == 1 ? learned : layers.shuffled(learned, factor), enlarged);
    }

    private <T> T plain(Layers<T> layers, T first, int outputs) {
        T x = layers.relu(first);
        for (int layer = 2; layer < depth; layer++) {
            x = layers.relu(layers.convolution("layer" + layer, x, channels, channels, KERNEL));
        }
        return layers.convolution("last", x, channels, outputs, KERNEL);
    }

    private <T> T span(Layers<T> layers, T picture, int outputs) {
        T first = layers.convolution("first", layers.plus(picture, -MIDDLE), COLOURS, channels, KERNEL);
        T x = first;
        var kept = new ArrayList<>(List.of(first));
        for (int number = 1; number <= depth; number++) {
            var block = "block" + number;
            T one = silu(layers, layers.convolution(block + "a", x, channels, channels, KERNEL));
            T two = silu(layers, layers.convolution(block + "b", one, channels, channels, KERNEL));
            T three = layers.convolution(block + "c", two, channels, channels, KERNEL);
            // attention without parameters: what stands out counts more
            x = layers.product(layers.sum(three, x), layers.plus(layers.sigmoid(three), -MIDDLE));
            if (number == 1) {
                kept.add(x);
            }
            if (number == depth) {
                kept.add(one);
            }
        }
        kept.add(layers.convolution("second", x, channels, channels, KERNEL));
        T mixed = layers.convolution("mixed", layers.joined(kept), kept.size() * channels, channels, 1);
        return layers.convolution("last", mixed, channels, outputs, KERNEL);
    }

    private static <T> T silu(Layers<T> layers, T x) {
        return layers.product(x, layers.sigmoid(x));
    }
}
