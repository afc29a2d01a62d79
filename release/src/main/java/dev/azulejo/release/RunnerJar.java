package dev.azulejo.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/// The jar that Quarkus makes of a server, with the same bytes each time. Quarkus lists the entries in an order of the
/// moment, and numbers what its start-up classes hand to each other (`proxykey42`) by a counter that its threads share.
/// The numbers mean nothing but that two places mean the same, so they are given anew, in the order of names.
final class RunnerJar {
    private static final String GENERATED = "io/quarkus/runner/";
    private static final Pattern KEY = Pattern.compile("proxykey\\d+");
    private static final int UTF8 = 1;

    private final Map<String, String> keys = new HashMap<>();

    private RunnerJar() {}

    static void copy(Path jar, Path copy) throws IOException {
        var visitor = new RunnerJar();
        try (var in = new JarFile(jar.toFile());
                var out = new JarOutputStream(Files.newOutputStream(copy))) {
            var entries =
                    in.stream().sorted(Comparator.comparing(JarEntry::getName)).toList();
            for (var entry : entries) {
                var same = new JarEntry(entry.getName());
                same.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(same);
                try (var bytes = in.getInputStream(entry)) {
                    var content = bytes.readAllBytes();
                    var name = entry.getName();
                    out.write(
                            name.startsWith(GENERATED) && name.endsWith(".class") ? visitor.renumbered(content) : content);
                }
            }
        }
    }

    /// Reads the pool of constants (JVMS 4.4), and takes all behind it as it is: that names constants by their places.
    private byte[] renumbered(byte[] classFile) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new DataInputStream(new ByteArrayInputStream(classFile));
                var out = new DataOutputStream(bytes)) {
            out.write(in.readNBytes(8)); // magic number and version
            int end = in.readUnsignedShort();
            out.writeShort(end);
            for (int place = 1; place < end; place++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                if (tag == UTF8) {
                    out.writeUTF(renumbered(in.readUTF()));
                } else {
                    int size = size(tag);
                    out.write(in.readNBytes(size));
                    place += size / 8; // numbers of 64 bits take two places
                }
            }
            in.transferTo(out);
        }
        return bytes.toByteArray();
    }

    private String renumbered(String constant) {
        return KEY.matcher(constant).matches()
                ? keys.computeIfAbsent(constant, _ -> "proxykey" + keys.size())
                : constant;
    }

    private static int size(int tag) throws IOException {
        return switch (tag) {
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IOException("a class file with a constant of kind %d".formatted(tag));
        };
    }
}
