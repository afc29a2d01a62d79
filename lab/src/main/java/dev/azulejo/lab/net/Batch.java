package dev.azulejo.lab.net;

import java.util.Arrays;

/// The patches that a network learns from in one step: inputs and right answers. White is 1.
///
/// @param inputs `count` pictures of three planes of `side`² samples
/// @param told what the network is told of each picture, all of one picture in a row
/// @param truths as many pictures, whose side is larger by the network's scale
public record Batch(int count, int side, float[] inputs, float[] told, float[] truths) {
    /// Some of the patches.
    ///
    /// @param from index of the first
    /// @param to index behind the last
    Batch part(int from, int to) {
        return new Batch(to - from, side, part(inputs, from, to), part(told, from, to), part(truths, from, to));
    }

    private float[] part(float[] all, int from, int to) {
        int each = all.length / count;
        return Arrays.copyOfRange(all, from * each, to * each);
    }

    /// The input of one patch.
    public float[] input(int number) {
        return part(inputs, number, number + 1);
    }

    /// What the network is told of one patch.
    public float[] told(int number) {
        return part(told, number, number + 1);
    }

    /// Sets the truth of one patch.
    public void teach(int number, float[] truth) {
        System.arraycopy(truth, 0, truths, number * truth.length, truth.length);
    }
}
