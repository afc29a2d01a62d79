package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo.Running;
import dev.azulejo.integration.command.DocumentedPage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Types what the documentation says, line by line, as a new user would who has a few photographs of these names.
@Tag("slow")
class DocsIT {
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    private Azulejo azulejo;

    static List<String> pages() {
        return DocumentedPage.all().stream()
                .filter(page -> page.blocks().stream().anyMatch(Block::isRun))
                .map(DocumentedPage::name)
                .toList();
    }

    @BeforeEach
    void somePhotographs() throws IOException {
        azulejo = Azulejo.in(folder);
        azulejo.install();
        Files.createDirectory(folder.resolve("shots"));
        for (var name : List.of("photo.jpg", "old.jpg", "chelsea.png", "stones.png", "shots/1.png", "shots/2.png")) {
            Pictures.write(Pictures.cat(60, 40), folder.resolve(name));
        }
        OwnNetworks.twofold(folder.resolve("my-model.onnx"));
        var metric = Files.createDirectory(folder.resolve("my-metric"));
        for (var name : List.of("metric.json", "model.onnx")) {
            Files.copy(Checkout.ROOT.resolve("examples/metric").resolve(name), metric.resolve(name));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandOfAPageWorks(String name) throws IOException {
        run(DocumentedPage.all().stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void aCommandThatFailsIsNamed() {
        var page = DocumentedPage.parse("a.md", "```sh\nls photo.jpg\n./azulejo enhance not-there.jpg\n```\n");
        assertThatThrownBy(() -> run(page))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.md:1: ./azulejo enhance not-there.jpg")
                .hasMessageContaining("not-there.jpg: there is no such file");
    }

    @Test
    void thePageOfTheCommandNamesTheExitCodesOfTheHelp() throws IOException {
        var help = azulejo.run("enhance", "--help").out();
        var codes = Files.readAllLines(Checkout.ROOT.resolve("docs/command.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\| .* \\|"))
                .map(line -> line.split(" ?\\| ?"))
                .toList();
        assertThat(codes)
                .hasSize(10)
                .allSatisfy(
                        code -> assertThat(help).containsPattern("(?m)^ +%s +\\Q%s\\E$".formatted(code[1], code[2])));
    }

    private void run(DocumentedPage page) throws IOException {
        for (var block : page.blocks()) {
            block.notRun().ifPresent(why -> System.out.printf("%s:%d: not run: %s%n", page.name(), block.line(), why));
            var commands = block.isRun() ? block.commands() : List.<String>of();
            for (var command : commands) {
                boolean isStopped = block.stopped().isPresent() && command.equals(commands.getLast());
                var shell = List.of("sh", "-c", command);
                if (isStopped) { // Ctrl-C is for the command alone, so no shell stays in front of it
                    shell = Stream.concat(Azulejo.HEEDING_CTRL_C.stream(), Stream.of("sh", "-c", "exec " + command))
                            .toList();
                }
                var running = azulejo.startProgram(shell);
                if (isStopped) {
                    stop(running, block.stopped().orElseThrow());
                }
                var ended = running.ended();
                assertThat(ended.exitCode())
                        .as("%s:%d: %s%n%s%s", page.name(), block.line(), command, ended.out(), ended.err())
                        .isEqualTo(isStopped ? INTERRUPTED : 0);
            }
        }
    }

    /// Ctrl-C, when it has said that.
    private static void stop(Running running, String said) throws IOException {
        WatchedFolder.await(
                said, () -> !running.process().isAlive() || running.saidSoFar().contains(said));
        running.interrupt();
    }
}
