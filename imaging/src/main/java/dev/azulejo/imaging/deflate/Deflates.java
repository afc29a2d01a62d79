package dev.azulejo.imaging.deflate;

import dev.azulejo.core.failure.PermanentFailure;
import java.util.List;
import java.util.Optional;

/// The libraries that can deflate here. All strips of a file are deflated by the same one, which plan
/// chooses: the fastest that is available.
public final class Deflates {
    /// The libraries of this machine, looked for once.
    private static final class Found {
        static final Deflates HERE = new Deflates(IsalLibrary.SYSTEM_NAMES);
    }

    private final Deflate zlib = new JavaDeflate();
    private final Optional<IsalDeflate> isal;

    /// @param isalNames file names by which ISA-L is looked for
    public Deflates(List<String> isalNames) {
        isal = IsalDeflate.find(isalNames);
    }

    public static Deflates found() {
        return Found.HERE;
    }

    /// The name of the fastest library for a level, used unless the job has fixed another one.
    public String fastest(int level) {
        return level == IsalDeflate.LEVEL && isal.isPresent() ? IsalDeflate.NAME : JavaDeflate.NAME;
    }

    /// @throws PermanentFailure when the library is not available, saying how to get it
    public Deflate named(String name) {
        return switch (name) {
            case JavaDeflate.NAME -> zlib;
            case IsalDeflate.NAME ->
                isal.orElseThrow(() -> new PermanentFailure(
                        "the plan of this job has its strips deflated by ISA-L, which is not here: install it"
                                + " (apt install libisal2, brew install isa-l) and repeat the command"));
            default ->
                throw new PermanentFailure(
                        "the plan of this job has its strips deflated by %s, which this build does not know; use the build that planned it"
                                .formatted(name));
        };
    }
}
