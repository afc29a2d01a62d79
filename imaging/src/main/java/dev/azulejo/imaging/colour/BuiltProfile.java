package dev.azulejo.imaging.colour;

import dev.azulejo.imaging.bytes.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Builds ICC profiles from numbers: version 4, primaries or grey, and one curve. (ICC.1:2022)
public final class BuiltProfile {
    static final double[] D50 = {0.9642, 1.0, 0.8249};

    private static final int HEADER_BYTES = 128;
    private static final int TAG_BYTES = 12;
    private static final int VERSION = 0x04400000;

    private BuiltProfile() {}

    /// @param primaries X, Y and Z of red, green and blue, as seen with D50
    /// @param adaptation from the white that they were meant for to D50, row by row
    public static byte[] rgb(String description, double[][] primaries, double[] adaptation, ToneCurve curve) {
        var tags = tags(description);
        tags.put("chad", numbers("sf32", adaptation));
        var names = new String[] {"r", "g", "b"};
        for (int i = 0; i < names.length; i++) {
            tags.put(names[i] + "XYZ", numbers("XYZ ", primaries[i]));
            tags.put(names[i] + "TRC", curve(curve));
        }
        return profile("RGB ", tags);
    }

    public static byte[] grey(String description, ToneCurve curve) {
        var tags = tags(description);
        tags.put("chad", numbers("sf32", Chromaticities.D65_TO_D50));
        tags.put("kTRC", curve(curve));
        return profile("GRAY", tags);
    }

    private static Map<String, byte[]> tags(String description) {
        var tags = new LinkedHashMap<String, byte[]>();
        tags.put("desc", text(description));
        tags.put("cprt", text("No copyright, use freely"));
        tags.put("wtpt", numbers("XYZ ", D50));
        return tags;
    }

    private static byte[] profile(String space, Map<String, byte[]> tags) {
        var directory =
                ByteBuffer.allocate(Integer.BYTES + tags.size() * TAG_BYTES).putInt(tags.size());
        var data = new ByteArrayOutputStream();
        int dataStart = HEADER_BYTES + directory.capacity();
        tags.forEach((name, content) -> {
            directory.put(Ascii.of(name)).putInt(dataStart + data.size()).putInt(content.length);
            data.writeBytes(content);
            data.writeBytes(new byte[-content.length & 3]);
        });
        var profile = ByteBuffer.allocate(dataStart + data.size());
        profile.putInt(profile.capacity()).putInt(0).putInt(VERSION);
        profile.put(Ascii.of("mntr")).put(Ascii.of(space)).put(Ascii.of("XYZ "));
        for (int part : new int[] {2026, 1, 1, 0, 0, 0}) { // a date has to stand there; this one never changes
            profile.putShort((short) part);
        }
        profile.put(Ascii.of("acsp")).position(68);
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
                .put(Ascii.of("mluc"))
                .putInt(0)
                .putInt(1)
                .putInt(12)
                .put(Ascii.of("enUS"))
                .putInt(characters.length)
                .putInt(28)
                .put(characters)
                .array();
    }

    private static byte[] curve(ToneCurve curve) {
        double[] parameters = curve.parameters();
        var content = ByteBuffer.allocate(12 + parameters.length * Integer.BYTES)
                .put(Ascii.of("para"))
                .putInt(0)
                .putShort((short) curve.function())
                .putShort((short) 0);
        for (double parameter : parameters) {
            content.putInt(fixed(parameter));
        }
        return content.array();
    }

    private static byte[] numbers(String type, double[] values) {
        var content = ByteBuffer.allocate(8 + values.length * Integer.BYTES).put(Ascii.of(type));
        content.putInt(0);
        for (double value : values) {
            content.putInt(fixed(value));
        }
        return content.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65_536);
    }
}
