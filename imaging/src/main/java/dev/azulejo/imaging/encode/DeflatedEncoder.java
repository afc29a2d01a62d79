package dev.azulejo.imaging.encode;

import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.libvips.Libvips;

/// An encoder for formats whose strips we deflate ourselves, all of a file by the library that plan chose.
public abstract class DeflatedEncoder implements StripEncoder {
    protected final Deflates deflates;
    protected final IccTransform transform;

    private final String name;
    private final Libvips libvips;

    /// @param name of the format, for fingerprints
    protected DeflatedEncoder(String name, Libvips libvips, Deflates deflates) {
        this.name = name;
        this.libvips = libvips;
        this.deflates = deflates;
        transform = new IccTransform(libvips);
    }

    /// Whether results with these options are deflated at all.
    protected boolean deflates(ResultEncoding output) {
        return true;
    }

    @Override
    public String deflater(ResultEncoding output) {
        return deflates(output) ? deflates.fastest(output.deflateLevel()) : "";
    }

    @Override
    public String fingerprint(ResultEncoding output) {
        return fingerprint(output, deflater(output));
    }

    @Override
    public String fingerprint(Result result) {
        return fingerprint(result.encoding(), result.deflater());
    }

    private String fingerprint(ResultEncoding output, String deflater) {
        var build = deflates(output) ? name + " by " + deflates.named(deflater).fingerprint() : name + ", not deflated";
        return output.colour() == null ? build : build + ", colours by " + libvips.fingerprint();
    }
}
