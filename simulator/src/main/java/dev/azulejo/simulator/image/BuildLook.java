package dev.azulejo.simulator.image;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.plan.Looker;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.schedule.SimProcess;
import java.util.Map;
import java.util.OptionalInt;

/// What one build sees in any picture: a fixed level of noise. Another build sees more, and its chain gives
/// other pixels in tiles of the same size. A look is a call at which other fibers run and the process may
/// die.
///
/// @param noise in levels of 255
public record BuildLook(Port port, SimProcess process, double noise) implements Looker {
    /// The noise that the build of most runs sees.
    public static final double USUAL = 10;
    /// The noise that a later build sees.
    public static final double NEWER = 20;

    private static final int BLOCK = 16;

    @Override
    public Picture look(ImageDecoder.Rows rows, OptionalInt quality) {
        port.call(process, PortCall.LOOK, "the picture", false, Port.Failures.of(TransientFailure::new), () -> "");
        var kinds = KindMap.of(rows.image().stored(), BLOCK, Kind.PHOTOGRAPH);
        return new Picture(noise, Map.of(), null, null, null, null, kinds);
    }

    @Override
    public Picture lookForFaces(ImageDecoder.Rows rows) {
        return look(rows, OptionalInt.empty());
    }
}
