package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.Checkout;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `./azulejo` in a fresh copy of the sources, as after a clone: it builds the command and the server. All
/// other tests start the JVM themselves, on what this build has made.
@Tag("slow")
class LauncherIT {
    /// What a build or git makes, and what is in no clone.
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", ".worktrees", "node_modules", "shared");

    private static final Pattern ADDRESS =
            Pattern.compile("azulejo: open (http://127\\.0\\.0\\.1:\\d+)/#key=(azl_\\w+)");
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void serveStartsAfterACloneMakesAJobAndEndsBySigterm() throws IOException, InterruptedException {
        var clone = folder.resolve("clone");
        copySources(clone);
        var err = folder.resolve("serve.err");
        var process = new ProcessBuilder(
                        "./azulejo",
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString())
                .directory(clone.toFile())
                .redirectError(err.toFile())
                .start();
        try (var out = process.inputReader()) {
            var caller = caller(out, err);
            var options = Map.of("recipe", "resize", "percent", 50);
            var job = caller.ended(caller.submit(caller.upload("a.png", ApiCaller.png(1, 40, 20)), options));
            assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
            assertThat(ApiCaller.decoded(caller.result(job)).getWidth()).isEqualTo(20);

            process.destroy(); // SIGTERM, to the server itself: the script has become it
            assertThat(process.waitFor()).as(Files.readString(err)).isEqualTo(ENDED_BY_SIGTERM);
        } finally {
            process.destroyForcibly();
        }
        assertThatWhatIsShortDoesWithoutTheOptimisingCompiler(clone);
        assertThatTheStartCacheTakesPicocli(clone);
    }

    /// The cache leaves out what is older than Java 6 (class files of version 50).
    private static void assertThatTheStartCacheTakesPicocli(Path clone) throws IOException {
        try (var files = Files.walk(clone.resolve("target/azulejo"))) {
            var jars = files.filter(file -> file.getFileName().toString().matches(".*picocli-.*\\.jar"))
                    .toList();
            assertThat(jars).as("the command's and the server's").hasSize(2);
            for (var jar : jars) {
                try (var file = new JarFile(jar.toFile());
                        var in = new DataInputStream(file.getInputStream(file.getEntry("picocli/CommandLine.class")))) {
                    in.skipNBytes(6);
                    assertThat(in.readUnsignedShort()).as(jar.toString()).isGreaterThanOrEqualTo(50);
                }
            }
        }
    }

    private void assertThatWhatIsShortDoesWithoutTheOptimisingCompiler(Path clone) throws IOException {
        var small = Files.writeString(folder.resolve("(a) small one.jpg"), "a few bytes");
        var large = Files.write(folder.resolve("large.jpg"), new byte[3 << 20]);
        for (var telling : List.of(List.of("recipes"), List.of("plan", small), List.of("--help"))) {
            assertThat(flags(clone, telling.toArray()))
                    .as(telling.toString())
                    .contains("TieredStopAtLevel=1", "-AOTReplayTraining");
        }
        assertThat(flags(clone, "enhance", small))
                .contains("TieredStopAtLevel=1", "-AOTReplayTraining")
                .doesNotContain("Tier3InvocationThreshold=2000");
        assertThat(flags(clone, "enhance", small.getFileName())).contains("TieredStopAtLevel=1");
        assertThat(flags(clone, "enhance", small, "-o", large)).contains("TieredStopAtLevel=1");
        assertThat(flags(clone, "enhance", small, large)).doesNotContain("TieredStopAtLevel", "-AOTReplayTraining");
        var middling = Files.write(folder.resolve("middling.jpg"), new byte[1 << 20]);
        assertThat(flags(clone, "enhance", middling)).contains("TieredStopAtLevel=1");
        for (var fourfold : List.of("--recipe photo-x4", "--recipe=photo-x4", "--scale 4", "--scale=4")) {
            var words = new ArrayList<Object>(List.of("enhance", middling));
            words.addAll(List.of(fourfold.split(" ")));
            assertThat(flags(clone, words.toArray())).as(fourfold).doesNotContain("TieredStopAtLevel");
            words.set(1, small);
            assertThat(flags(clone, words.toArray())).as(fourfold).contains("TieredStopAtLevel=1");
        }
        assertThat(flags(clone, "enhance", small, "--recipe", "resize")).doesNotContain("TieredStopAtLevel");
        assertThat(flags(clone, "enhance", "-")).doesNotContain("TieredStopAtLevel");
        assertThat(flags(clone, "enhance", folder)).doesNotContain("TieredStopAtLevel");
        assertThat(flags(clone, "watch", folder)).doesNotContain("TieredStopAtLevel");
    }

    /// What the script tells the JVM, which shows it and ends.
    private String flags(Path clone, Object... arguments) throws IOException {
        var command = new ArrayList<>(List.of(clone.resolve("azulejo").toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put(Variable.JAVA_OPTS.text(), "-XX:+PrintCommandLineFlags -version");
        try (var out = builder.start().inputReader()) {
            var said = out.readAllAsString();
            assertThat(said).startsWith("-XX:").contains("Runtime Environment");
            return said;
        }
    }

    private static ApiCaller caller(BufferedReader out, Path err) throws IOException {
        var first = out.readLine();
        assertThat(first)
                .as("what serve said, beside: %s", Files.readString(err))
                .isNotNull();
        var said = ADDRESS.matcher(first);
        assertThat(said.matches()).as(first).isTrue();
        return new ApiCaller(said.group(1), said.group(2));
    }

    private static void copySources(Path target) throws IOException {
        Files.walkFileTree(Checkout.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path its, BasicFileAttributes attributes) throws IOException {
                if (NO_SOURCES.contains(its.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(Checkout.ROOT.relativize(its)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path its, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && !NO_SOURCES.contains(its.getFileName().toString())) {
                    Files.copy(its, target.resolve(Checkout.ROOT.relativize(its)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
