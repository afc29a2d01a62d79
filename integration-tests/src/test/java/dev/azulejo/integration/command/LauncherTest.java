package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the launcher starts Java, where all is built: the JDK here is one that says what it was told.
class LauncherTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aBuildAndAJdk() throws IOException {
        copy("azulejo");
        copy(".mvn/find-jdk.sh");
        copy(".mvn/run-java.sh");
        var out = folder.resolve("target/azulejo");
        Files.createDirectories(out.resolve("1-2/Somebody-25+1"));
        Files.writeString(out.resolve("1-2/classpath"), "azulejo.jar\n");
        Files.writeString(out.resolve("current"), "1-2\n%s\n".formatted(folder.toRealPath()));
        Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(
                folder.resolve("jdk/release"),
                "JAVA_VERSION=\"25\"\nIMPLEMENTOR=\"Somebody\"\nJAVA_RUNTIME_VERSION=\"25+1\"\n");
        program("jdk/bin/javac", "");
        program("jdk/bin/java", "echo \"malloc [$GLIBC_TUNABLES] [$MALLOC_MMAP_THRESHOLD_]\"; echo \"$@\"");
        Files.writeString(out.resolve("stamp"), ""); // last: nothing has changed since
    }

    @Test
    void modelsGetLargePages() throws Exception {
        assertThat(started(Map.of())).contains("malloc [glibc.malloc.hugetlb=1] [1048576]");
    }

    @Test
    void whatTheUserTellsTheCLibraryStays() throws Exception {
        assertThat(started(Map.of("GLIBC_TUNABLES", "glibc.malloc.tcache_count=9", "MALLOC_MMAP_THRESHOLD_", "7")))
                .contains("malloc [glibc.malloc.tcache_count=9:glibc.malloc.hugetlb=1] [7]");
        assertThat(started(Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=0")))
                .contains("malloc [glibc.malloc.hugetlb=0] [");
    }

    /// Its clients take memory beside its job.
    @Test
    void aServerCollectsSoonerThanOthers() throws Exception {
        var server = folder.resolve("target/azulejo/1-2/server");
        Files.createDirectories(server.resolve("Somebody-25+1"));
        Files.writeString(server.resolve("classpath"), "server.jar\n");
        assertThat(started(Map.of(), "serve")).contains("-cp server.jar ", "-XX:MaxNewSize=32m");
        assertThat(started(Map.of(), "watch", "in", "out")).contains("-XX:MaxNewSize=96m");
    }

    /// The laboratory's libraries are hundreds of megabytes that nobody needs to enhance a photograph.
    @Test
    void onlyTheLaboratoryStartsItsWing() throws Exception {
        var lab = folder.resolve("target/azulejo/1-2/lab");
        Files.createDirectories(lab.resolve("Somebody-25+1"));
        Files.writeString(lab.resolve("classpath"), "azulejo.jar:libtorch.jar\n");
        assertThat(started(Map.of(), "lab", "train"))
                .contains("-cp azulejo.jar:libtorch.jar ", "dev.azulejo.lab.Main lab train");
        for (var command : List.of("enhance", "recipes", "plan")) {
            assertThat(started(Map.of(), command, "lab"))
                    .as(command)
                    .contains("-cp azulejo.jar ", "dev.azulejo.cli.Main " + command);
        }
    }

    /// On a GPU it has other libraries; what is no device starts nothing, so nobody waits for the processor unawares.
    @Test
    void theDeviceChoosesTheLibrariesOfTheLaboratory() throws Exception {
        for (var wing : List.of("lab", "lab-gpu")) {
            var made = folder.resolve("target/azulejo/1-2").resolve(wing);
            Files.createDirectories(made.resolve("Somebody-25+1"));
            Files.writeString(made.resolve("classpath"), wing + ".jar\n");
        }
        assertThat(started(Map.of(Variable.DEVICE.text(), "cuda"), "lab", "train"))
                .contains("-cp lab-gpu.jar ", "-Dazulejo.lab.device=cuda");
        assertThat(started(Map.of(Variable.DEVICE.text(), "cpu"), "lab", "train"))
                .contains("-cp lab.jar ")
                .doesNotContain("azulejo.lab.device");
        assertThat(said(64, Map.of(Variable.DEVICE.text(), "gpu"), "lab", "train"))
                .contains("AZULEJO_DEVICE=gpu")
                .doesNotContain("-cp");
    }

    /// What measures and compares is nothing that enhances: another class path, and the same command.
    @Test
    void whatMeasuresAndComparesIsAWingOfItsOwn() throws Exception {
        var quality = folder.resolve("target/azulejo/1-2/quality");
        Files.createDirectories(quality.resolve("Somebody-25+1"));
        Files.writeString(quality.resolve("classpath"), "azulejo.jar:quality.jar\n");
        for (var command :
                List.of("evaluate", "metrics", "sets", "edge-cases", "arena", "models promote", "help evaluate")) {
            assertThat(started(Map.of(), command.split(" ")))
                    .as(command)
                    .contains("-cp azulejo.jar:quality.jar ", "dev.azulejo.cli.Main " + command);
        }
        assertThat(started(Map.of(), "models", "check")).contains("-cp azulejo.jar ");
        assertThat(started(Map.of(), "enhance", "metrics")).contains("-cp azulejo.jar ");
    }

    private String started(Map<String, String> environment) throws Exception {
        return started(environment, "recipes");
    }

    private String started(Map<String, String> environment, String... arguments) throws Exception {
        return said(0, environment, arguments);
    }

    private String said(int status, Map<String, String> environment, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of(folder.resolve("azulejo").toString()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().remove("GLIBC_TUNABLES");
        builder.environment().remove("MALLOC_MMAP_THRESHOLD_");
        builder.environment().put("AZULEJO_JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said;
    }

    private void copy(String name) throws IOException {
        var target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(Checkout.ROOT.resolve(name), target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n%s\n".formatted(script));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
