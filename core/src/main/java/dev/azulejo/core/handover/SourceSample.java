package dev.azulejo.core.handover;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.SealedObject;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.tiling.SampleLayout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.Precondition;
import java.util.List;
import java.util.stream.IntStream;

/// `sample`: the crops of a [SampleLayout], below each other, packed as one block.
public final class SourceSample {
    private SourceSample() {}

    /// Whether the object is there, whole and of this plan; a damaged one counts as not there.
    public static boolean isThere(JobStorage work, JobId job, Hash plan) {
        try {
            return SealedObject.find(work, JobKeys.sample(job), plan).isPresent();
        } catch (PermanentFailure damaged) {
            return false; // plan is about to make it anew, from the source itself
        }
    }

    /// @param crops in the order of the layout
    public static void write(JobStorage work, JobId job, List<PixelBlock> crops, Hash plan, BlockCodec blocks) {
        var first = crops.getFirst();
        var size = new Size(first.width(), first.height());
        var stack = PixelBlock.blank(stacked(size, crops.size()), first.format());
        for (int i = 0; i < crops.size(); i++) {
            stack.paste(crops.get(i), place(size, i));
        }
        try (var writer = new SealedObject.Writer(work, JobKeys.sample(job), plan)) {
            writer.append(blocks.pack(stack));
            writer.seal(new byte[0], Precondition.NONE);
        }
    }

    /// @throws PermanentFailure when it is missing, damaged or of another plan
    public static List<PixelBlock> read(JobStorage work, Manifest manifest, BlockCodec blocks) {
        var layout = new SampleLayout(manifest.image());
        int count = layout.crops().size();
        var object = SealedObject.require(work, JobKeys.sample(manifest.job()), manifest.planHash());
        var stack = object.unpacked(
                work,
                0,
                object.payloadBytes(),
                packed -> blocks.unpack(packed, stacked(layout.crop(), count), manifest.pixels()));
        return IntStream.range(0, count)
                .mapToObj(i -> stack.crop(place(layout.crop(), i)))
                .toList();
    }

    private static Size stacked(Size crop, int count) {
        return new Size(crop.width(), crop.height() * count);
    }

    private static Rect place(Size crop, int index) {
        return new Rect(0, index * crop.height(), crop.width(), crop.height());
    }
}
