package dev.azulejo.lab.net;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shape of a network from RGB to RGB, without pooling, so that tiles of a picture give the same as the
/// whole picture.
///
/// @param kind how its layers follow each other
/// @param depth number of blocks of [Kind#SPAN] and [Kind#UNET], 1 or more; of convolutions for the others, 2
///     or more
/// @param channels between the layers
/// @param told what the network is told beside the picture, each as a plane of one value that the first
///     layer reads
public record NetDesign(
        Kind kind, int depth, int channels, @Nullable List<Told> told) {
    private static final int COLOURS = 3;
    private static final int KERNEL = 3;
    private static final int HALVING = 4;
    private static final int SQUARE = 2;
    private static final float MIDDLE = 0.5f;

    /// The means of red, green and blue in DIV2K, which SPAN subtracts.
    private static final float[] MEANS = {0.4488f, 0.4371f, 0.4040f};

    private static final int MOST = 256;

    /// The families of networks.
    public enum Kind {
        /// Only convolutions, whose answer is added to the picture.
        @JsonProperty("plain")
        PLAIN,
        /// Only convolutions, on half the sides: it looks twice as far at a quarter of the cost, and takes
        /// only even sides.
        @JsonProperty("half")
        HALF,
        /// SPAN (Wan et al., Swift parameter-free attention network, 2023): blocks of three convolutions
        /// that weigh themselves without parameters. The convolution behind the last block also does the
        /// mixing.
        @JsonProperty("span")
        SPAN,
        /// The first half of CUnet (nagadomi, waifu2x): some layers compute on half the sides, and what was seen
        /// on the whole ones is added to their answer. What CUnet multiplies channels by, which depends on the
        /// whole picture, is constant here; blocks on a quarter of the sides look as far as its second half. It
        /// takes only multiples of four.
        @JsonProperty("unet")
        UNET
    }

    public NetDesign {
        int least = kind == Kind.SPAN || kind == Kind.UNET ? 1 : 2;
        if (depth < least || depth > MOST || channels < 1 || channels > MOST) {
            throw new IllegalArgumentException("net: depth is %d and channels %d, expected %d to %d and 1 to %d"
                    .formatted(depth, channels, least, MOST, MOST));
        }
        told = told == null ? List.of() : List.copyOf(told);
        if (told.stream().distinct().count() < told.size()) {
            throw new IllegalArgumentException("net: told names something twice");
        }
    }

    /// A design that is told nothing.
    public NetDesign(Kind kind, int depth, int channels) {
        this(kind, depth, channels, null);
    }

    @Override
    public List<Told> told() {
        return told == null ? List.of() : told;
    }

    /// The number of which sides of pictures must be a multiple.
    public int alignment() {
        return switch (kind) {
            case PLAIN, SPAN -> 1;
            case HALF -> 2;
            case UNET -> 4;
        };
    }

    /// The network's answer to a picture.
    ///
    /// @param scale by how much the network enlarges, 1 or more
    public <T> T answer(Layers<T> layers, T picture, int scale) {
        int factor = kind == Kind.HALF ? 2 * scale : scale;
        int outputs = COLOURS * factor * factor;
        if (kind == Kind.UNET) {
            T answer = unet(layers, picture, COLOURS * scale * scale);
            return scale == 1 ? answer : layers.shuffled(answer, scale);
        }
        if (kind == Kind.SPAN) {
            return layers.shuffled(span(layers, picture, outputs), factor);
        }
        int inputs = COLOURS + told().size();
        T read = withTold(layers, picture, picture);
        T first = kind == Kind.HALF
                ? layers.halved("first", read, inputs, channels, HALVING)
                : layers.convolution("first", read, inputs, channels, KERNEL);
        T learned = plain(layers, first, outputs);
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
        T centred = withTold(layers, layers.minus(picture, MEANS), picture);
        T first = layers.convolution("first", centred, COLOURS + told().size(), channels, KERNEL);
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
        T mixed = layers.sum(
                layers.convolution("second", x, channels, channels, KERNEL),
                layers.convolution("mixed", layers.joined(kept), kept.size() * channels, channels, 1));
        return layers.convolution("last", mixed, channels, outputs, KERNEL);
    }

    private <T> T unet(Layers<T> layers, T picture, int outputs) {
        T read = withTold(layers, picture, picture);
        T first = leaky(layers, "first", read, COLOURS + told().size(), channels / 2);
        T whole = leaky(layers, "whole", first, channels / 2, channels);
        T half = layers.leaky(layers.halved("down", whole, channels, channels, SQUARE));
        T x = leaky(layers, "narrow", leaky(layers, "wide", half, channels, 2 * channels), 2 * channels, channels);
        x = layers.sum(x, quarter(layers, x));
        int squares = channels * SQUARE * SQUARE;
        T up = layers.shuffled(layers.leaky(layers.convolution("up", x, channels, squares, 1)), SQUARE);
        T mixed = leaky(layers, "mixed", layers.sum(whole, up), channels, channels);
        return layers.convolution("last", mixed, channels, outputs, KERNEL);
    }

    /// What is seen on a quarter of the sides, where a layer looks four times as far.
    private <T> T quarter(Layers<T> layers, T half) {
        int wide = 2 * channels;
        T x = layers.leaky(layers.halved("halved", half, channels, wide, SQUARE));
        for (int number = 1; number <= depth; number++) {
            var block = "block" + number;
            T inner = leaky(layers, block + "a", x, wide, wide);
            x = layers.sum(x, layers.convolution(block + "b", inner, wide, wide, KERNEL));
        }
        return layers.shuffled(layers.convolution("doubled", x, wide, channels * SQUARE * SQUARE, 1), SQUARE);
    }

    private static <T> T leaky(Layers<T> layers, String name, T picture, int inputs, int outputs) {
        return layers.leaky(layers.convolution(name, picture, inputs, outputs, KERNEL));
    }

    private <T> T withTold(Layers<T> layers, T colours, T picture) {
        if (told().isEmpty()) {
            return colours;
        }
        var all = new ArrayList<>(List.of(colours));
        for (var each : told()) {
            all.add(layers.told(each, picture));
        }
        return layers.joined(all);
    }

    private static <T> T silu(Layers<T> layers, T x) {
        return layers.product(x, layers.sigmoid(x));
    }
}
