package dev.azulejo.imaging.colour;

/// The ICC profiles that we provide, made from the numbers in the standards: version 4, primaries or grey,
/// and the curve of IEC 61966-2-1, so that a file's profile has half a kilobyte and the same bytes
/// everywhere. (ICC.1:2022)
@SuppressWarnings("ImmutableEnumChecker") // its arrays are read alone
public enum StandardProfile {
    SRGB("sRGB", new double[][] {
        {0.43607, 0.22249, 0.01392},
        {0.38515, 0.71687, 0.09708},
        {0.14307, 0.06061, 0.71410}
    }),
    /// Display P3: primaries of SMPTE RP 431-2 with the white and the curve of sRGB.
    DISPLAY_P3("Display P3", new double[][] {
        {0.51512, 0.24120, -0.00105},
        {0.29198, 0.69225, 0.04189},
        {0.15710, 0.06657, 0.78407}
    }),
    GREY("Grey with the curve of sRGB", new double[0][]);

    private final String description;
    private final double[][] primaries;

    StandardProfile(String description, double[][] primaries) {
        this.description = description;
        this.primaries = primaries;
    }

    public byte[] bytes() {
        return primaries.length == 0
                ? BuiltProfile.grey(description, ToneCurve.SRGB)
                : BuiltProfile.rgb(description, primaries, Chromaticities.D65_TO_D50, ToneCurve.SRGB);
    }
}
