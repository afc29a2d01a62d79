package dev.azulejo.core.plan;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import java.util.Collections;
import java.util.List;

/// Builds that plan asks, and that encode nothing.
final class SampleBuilds {
    static final Planner.Builds OF_ONE = of(1);

    private SampleBuilds() {}

    static Planner.Builds of(int outputs) {
        return new Planner.Builds(Collections.nCopies(outputs, new RowsOf16()), "decoder 1");
    }

    private record RowsOf16() implements StripEncoder {
        @Override
        public int rowMultiple(PixelFormat pixels, ResultEncoding output) {
            return 16;
        }

        @Override
        public String fingerprint(ResultEncoding output) {
            return "rows of 16";
        }

        @Override
        public EncodedStrip encode(Result result, int strip, PixelBlock rows) {
            throw new UnsupportedOperationException("plan encodes nothing");
        }

        @Override
        public byte[] trailer(Result result, List<StripFacts> facts) {
            throw new UnsupportedOperationException("plan encodes nothing");
        }
    }
}
