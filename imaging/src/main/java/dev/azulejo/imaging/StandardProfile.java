package dev.azulejo.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The ICC profiles that we bring, made here of the numbers in the standards: version 4, primaries or grey, and
/// the curve of IEC 61966-2-1, so that a file's profile has half a kilobyte and the same bytes everywhere.
/// (ICC.1:2022)
@SuppressWarnings("ImmutableEnumChecker") // its arrays are read alone
enum StandardProfile {
    SRGB("sRGB", "RGB ", new double[][] {
        {0.43607, 0.22249, 0.01392},
        {0.38515, 0.71687, 0.09708},
        {0.14307, 0.06061, 0.71410}
    }),
    /// Primaries of SMPTE RP 431-2 with the white and the curve of sRGB.
    DISPLAY_P3("Display P3", "RGB ", new double[][] {
        {0.51512, 0.24120, -0.00105},
        {0.29198, 0.69225, 0.04189},
        {0.15710, 0.06657, 0.78407}
    }),
    GREY("Grey with the curve of sRGB", "GRAY", new double[0][]);

    private static final int HEADER_BYTES = 128;
    private static final int TAG_BYTES = 12;
    private static final int VERSION = 0x04400000;
    private static final double[] D50 = {0.9642, 1.0, 0.8249};
    /// From D65, the white that these colours are seen with, to D50, by the method of Bradford.
    private static final double[] ADAPTATION = {
        1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168
    };
    /// (a x + b)^2.4 from d on, c x below.
    private static final double[] CURVE = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

    private final String description;
    private final String space;
    private final double[][] primaries;

    StandardProfile(String description, String space, double[][] primaries) {
        this.description = description;
        this.space = space;
        this.primaries = primaries;
    }

    byte[] bytes() {
        var tags = new LinkedHashMap<String, byte[]>();
        tags.put("desc", text(description));
        tags.put("cprt", text("No copyright, use freely"));
        tags.put("wtpt", numbers("XYZ ", D50));
        tags.put("chad", numbers("sf32", ADAPTATION));
        if (primaries.length == 0) {
            tags.put("kTRC", curve());
        } else {
            var names = new String[] {"r", "g", "b"};
            for (int i = 0; i < names.length; i++) {
                tags.put(names[i] + "XYZ", numbers("XYZ ", primaries[i]));
                tags.put(names[i] + "TRC", curve());
            }
        }
        return profile(space, tags);
    }

    private static byte[] profile(String space, Map<String, byte[]> tags) {
        var directory =
                ByteBuffer.allocate(Integer.BYTES + tags.size() * TAG_BYTES).putInt(tags.size());
        var data = new ByteArrayOutputStream();
        int dataStart = HEADER_BYTES + directory.capacity();
        tags.forEach((name, content) -> {
            directory.put(ascii(name)).putInt(dataStart + data.size()).putInt(content.length);
            data.writeBytes(content);
            data.writeBytes(new byte[-content.length & 3]);
        });
        var profile = ByteBuffer.allocate(dataStart + data.size());
        profile.putInt(profile.capacity()).putInt(0).putInt(VERSION);
        profile.put(ascii("mntr")).put(ascii(space)).put(ascii("XYZ "));
        for (int part : new int[] {2026, 1, 1, 0, 0, 0}) { // a date has to stand there; this one never changes
            profile.putShort((short) part);
        }
        profile.put(ascii("acsp")).position(68);
        for (double coordinate : D50) {
            profile.putInt(fixed(coordinate));
        }
        return profile.position(HEADER_BYTES)
                .put(directory.flip())
                .put(data.toByteArray())
                .array();
    }

    private static byte[] text(String text) {
        var characters = text.getBytes(StandardCharsets.UTF_16BE);
        return ByteBuffer.allocate(28 + characters.length)
                .put(ascii("mluc"))
                .putInt(0)
                .putInt(1)
                .putInt(12)
                .put(ascii("enUS"))
                .putInt(characters.length)
                .putInt(28)
                .put(characters)
                .array();
    }

    private static byte[] curve() {
        var content = ByteBuffer.allocate(12 + CURVE.length * Integer.BYTES)
                .put(ascii("para"))
                .putInt(0)
                .putShort((short) 3)
                .putShort((short) 0);
        for (double parameter : CURVE) {
            content.putInt(fixed(parameter));
        }
        return content.array();
    }

    private static byte[] numbers(String type, double[] values) {
        var content = ByteBuffer.allocate(8 + values.length * Integer.BYTES).put(ascii(type));
        content.putInt(0);
        for (double value : values) {
            content.putInt(fixed(value));
        }
        return content.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65_536);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
