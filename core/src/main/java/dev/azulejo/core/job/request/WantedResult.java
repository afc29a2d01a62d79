package dev.azulejo.core.job.request;

import dev.azulejo.core.job.key.CanonicalText;
import dev.azulejo.core.resize.TargetSize;
import dev.azulejo.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/// One result that a request asks for. All results of a job are made of the same tiles.
///
/// @param target its size; absent where that follows from the scale
/// @param destination where it goes
/// @param copy where else it is put; absent if nowhere
public record WantedResult(
        ResultEncoding encoding,
        @Nullable TargetSize target,
        StorageUri destination,
        @Nullable StorageUri copy) {

    /// Makes a result whose size follows from the scale.
    public static WantedResult of(ResultEncoding encoding, StorageUri destination) {
        return new WantedResult(encoding, null, destination, null);
    }

    /// Returns this result with a place that it is copied to.
    WantedResult copiedTo(StorageUri newCopy) {
        return new WantedResult(encoding, target, destination, newCopy);
    }

    boolean saysSize() {
        return target != null && target.saysSize();
    }

    void addTo(CanonicalText text) {
        text.part("encoding", encoding::addTo)
                .add("place", destination.place().toString())
                .add("key", destination.key());
        if (target != null) {
            text.part("target", part -> add(target, part));
        }
        if (copy != null) {
            text.add("copyplace", copy.place().toString()).add("copykey", copy.key());
        }
    }

    private static void add(TargetSize target, CanonicalText text) {
        text.addIfSaid("width", target.width())
                .addIfSaid("height", target.height())
                .addIfSaid("percent", target.percent())
                .addIfSaid("least", target.atLeast())
                .add("fit", target.fit().text())
                .addIfSaid("dpi", target.dotsPerInch());
        var paper = target.paper();
        if (paper != null) {
            text.add("paperwidth", paper.width()).add("paperheight", paper.height());
        }
        var canvas = target.canvas();
        if (canvas != null) {
            text.add("canvaswidth", canvas.width()).add("canvasheight", canvas.height());
        }
        var background = target.background();
        text.add("red", background.red())
                .add("green", background.green())
                .add("blue", background.blue())
                .add("alpha", background.alpha());
    }
}
