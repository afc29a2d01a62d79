package dev.azulejo.storage.file;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Another process at the same directory: what it is told on its command line, it does, and prints what came of it.
final class StorageProcess {
    private StorageProcess() {}

    static Process start(List<String> before, Path root, String... task) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(StorageProcess.class.getName());
        command.add(root.toString());
        command.addAll(List.of(task));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static String outputOf(Process process) throws IOException, InterruptedException {
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "%s(exit %d)".formatted(output, process.waitFor());
    }

    public static void main(String[] arguments) throws IOException {
        var storage = new FileStorage(Path.of(arguments[0]));
        switch (arguments[1]) {
            case "touch" -> touch(storage.paths().root(), Integer.parseInt(arguments[2]));
            case "win" -> System.out.print(wins(storage, Integer.parseInt(arguments[2])));
            case "count" -> count(storage, Integer.parseInt(arguments[2]));
            case "write" -> writeForEver(storage, Long.parseLong(arguments[2]));
            case "fill" -> fill(storage);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    /// Comes by as so many new storages, and prints how many objects the last one found.
    private static void touch(Path root, int times) {
        long found = 0;
        for (int time = 0; time < times; time++) {
            found = new FileStorage(root).list("").count();
        }
        System.out.print(found);
    }

    /// How many of `keys` this process was the first to write.
    static long wins(FileStorage storage, int keys) {
        long wins = 0;
        for (int index = 0; index < keys; index++) {
            wins += storage.writeIfAbsent("won/" + index, new byte[] {1}) ? 1 : 0;
        }
        return wins;
    }

    static void count(FileStorage storage, int times) throws IOException {
        for (int counted = 0; counted < times; ) {
            var seen = new Precondition.Matches(
                    storage.stat("counter").orElseThrow().etag());
            try (var stream = storage.read("counter");
                    var pending = storage.write("counter", Map.of())) {
                var next = 1 + Integer.parseInt(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                pending.write(Integer.toString(next).getBytes(StandardCharsets.UTF_8));
                counted += pending.commit(seen) ? 1 : 0;
            }
        }
    }

    /// Says so when some objects and one that will never be committed are on the disk.
    @SuppressWarnings("resource") // it is left open for the kill to find
    private static void writeForEver(FileStorage storage, long seed) throws IOException {
        var first = new Random(seed);
        for (int index = 0; index < 10; index++) {
            writeOne(storage, first);
        }
        storage.write("jobs/held", Map.of()).write(new byte[100_000]);
        for (int writer = 0; writer < 3; writer++) {
            var random = new Random(seed + writer);
            Thread.ofPlatform().start(() -> {
                while (true) {
                    writeOne(storage, random);
                }
            });
        }
        System.out.println("writing");
    }

    private static void writeOne(FileStorage storage, Random random) {
        var key = "jobs/%d/tiles/%d".formatted(random.nextInt(4), random.nextInt(5));
        var bytes = new byte[random.nextInt(200_000)];
        random.nextBytes(bytes);
        try (var pending = storage.write(key, Map.of("sha", ContentVersion.of(new ByteArrayInputStream(bytes))))) {
            pending.write(bytes);
            switch (random.nextInt(6)) {
                case 0 -> {} // closed without a commit
                case 1 -> storage.delete(key);
                case 2, 3 -> pending.commit(Precondition.ABSENT);
                default -> pending.commit();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(FileStorage storage) throws IOException {
        try (var pending = storage.write("deep/large", Map.of())) {
            for (int megabyte = 0; megabyte < 16; megabyte++) {
                pending.write(new byte[1 << 20]);
            }
            pending.commit();
            System.out.print("written");
        } catch (StorageFailure e) {
            System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
        }
        System.out.print(storage.list("").count());
    }
}
