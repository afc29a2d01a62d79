package dev.azulejo.core.look.kind;

import dev.azulejo.core.geometry.Size;
import java.util.Random;

/// Maps of kinds for tests.
public final class SampleKinds {
    private SampleKinds() {}

    /// @param rows of blocks, each with `P`, `D`, `X`, `F` or `A` for each block
    public static KindMap of(Size image, int side, String... rows) {
        var letters = String.join("", rows);
        var kinds = new byte[letters.length()];
        for (int at = 0; at < kinds.length; at++) {
            kinds[at] = (byte) "PDXFA".indexOf(letters.charAt(at));
        }
        return new KindMap(image, side, kinds);
    }

    /// Three of seven blocks are of the first kind.
    public static KindMap random(Random random, Size image, int side) {
        var kinds = new byte[KindMap.blocks(image, side)];
        for (int at = 0; at < kinds.length; at++) {
            kinds[at] = (byte) Math.max(0, random.nextInt(-2, 5));
        }
        return new KindMap(image, side, kinds);
    }
}
