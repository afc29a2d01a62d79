package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.metadata.IptcRecords;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.xmp.ResultXmp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The metadata of a result's file, each as the raw block of its standard.
///
/// @param xmp always states that the pixels were enhanced
public record ResultMetadata(Optional<byte[]> exif, byte[] xmp, Optional<byte[]> iptc) {

    /// These metadata with EXIF that states the density, for formats without a field of their own; if there
    /// is no EXIF, a new block with only that.
    ResultMetadata withDensity(@Nullable Density density) {
        return exif.isPresent() || density == null
                ? this
                : new ResultMetadata(Optional.of(ResultExif.ofDensity(density)), xmp, iptc);
    }

    public static ResultMetadata of(Result result) {
        var facts = ResultFacts.of(result);
        var policy = result.encoding().metadata();
        var source = policy == MetadataPolicy.STRIP ? result.metadata().stripped() : result.metadata();
        var exif = Optional.ofNullable(source.exif()).flatMap(block -> ResultExif.of(block.bytes(), facts));
        var packet = source.xmp();
        byte[] xmp = ResultXmp.of(packet == null ? null : packet.bytes(), facts);
        var iptc = Optional.ofNullable(source.iptc())
                .map(Blob::bytes)
                .map(records -> facts.withoutPlace() ? IptcRecords.withoutPlace(records) : records)
                .filter(records -> records.length > 0);
        return new ResultMetadata(exif, xmp, iptc);
    }
}
