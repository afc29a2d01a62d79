package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.DocumentedAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packages below `clients/` for Python and JavaScript: they are built and checked as for a registry,
/// installed, and their tests ask a real server for every operation of the document. [ClientOperationsIT]
/// does that for Java.
class ClientPackagesIT {
    /// Votes, which people cast on a page by links of their own; and an explanation of a problem, which people open in
    /// a browser.
    static final Set<String> LEFT_OUT = Set.of("getArena", "nextQuestion", "vote", "getQuestionPicture", "getProblem");

    private static final Map<String, String> ENDINGS = Map.of("python", ".py", "javascript", ".mjs", "java", ".java");

    private static final Path CLIENTS = Path.of("../clients").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private PinnedTools.Ended run(Path where, Map<String, String> environment, String command) throws IOException {
        return PinnedTools.run(where, environment, List.of(command.split(" ")));
    }

    private void succeed(Path where, Map<String, String> environment, String command) throws IOException {
        var ended = run(where, environment, command);
        assertThat(ended.status()).as("%s: %s", command, ended.said()).isZero();
    }

    @Test
    void theirTypesAreThoseOfTheDocument() throws IOException {
        var check = Boolean.getBoolean("azulejo.write") ? "" : " --check";
        succeed(CLIENTS, Map.of(), "python3 write_types.py" + check);
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "javascript"})
    void theirLicenceIsOurs(String language) {
        assertThat(CLIENTS.resolve(language).resolve("LICENSE")).hasSameTextualContentAs(Path.of("../LICENSE"));
    }

    @Test
    void pythonsIsBuiltAndKnowsEveryOperation() throws IOException {
        var pins = List.of(CLIENTS.resolve("python/tools/requirements.txt"));
        var tools = PinnedTools.folder("client-python", pins, PinnedTools::pip);
        var here = copied("python");
        var building = Map.of(
                "PYTHONPATH", tools.toString(), "MYPYPATH", here.resolve("src").toString());
        succeed(here, building, "python3 -m mypy --cache-dir=" + folder.resolve("mypy") + " src tests");
        var pip = "python3 -m pip --quiet --disable-pip-version-check ";
        succeed(here, building, pip + "wheel --no-index --no-deps --no-build-isolation -w dist .");
        var wheel = here.resolve("dist/azulejo_client-0.1.0-py3-none-any.whl");
        succeed(here, Map.of(), pip + "install --no-index --no-deps --target installed " + wheel);
        everyOperation(
                "python",
                here,
                Map.of("PYTHONPATH", here.resolve("installed").toString()),
                "python3 -m unittest -v" + " tests.test_webhooks tests.test_ends tests.test_server");
    }

    @Test
    void javascriptsIsBuiltAndKnowsEveryOperation() throws IOException {
        var pins = Stream.of("package.json", "package-lock.json")
                .map(CLIENTS.resolve("javascript")::resolve)
                .toList();
        var tools = PinnedTools.folder("client-javascript", pins, PinnedTools::npm);
        var here = copied("javascript");
        Files.createSymbolicLink(here.resolve("node_modules"), tools.resolve("node_modules"));
        succeed(here, Map.of(), "npm pack --silent --offline"); // compiles it
        var user = Files.createDirectories(folder.resolve("user"));
        Files.writeString(user.resolve("package.json"), "{\"private\": true}");
        var tarball = here.resolve("azulejo-client-0.1.0.tgz");
        succeed(user, Map.of(), "npm install --silent --offline --no-audit --no-fund " + tarball);
        copy(here.resolve("test"), user.resolve("test"));
        everyOperation(
                "javascript",
                user,
                Map.of(),
                "node --test test/webhooks.test.mjs test/ends.test.mjs test/server.test.mjs");
    }

    /// Runs the tests of a package against a server of its own.
    private void everyOperation(String language, Path where, Map<String, String> environment, String command)
            throws IOException {
        var picture = Files.write(folder.resolve("cat.png"), ApiCaller.png(1, 60, 40));
        try (var served = Served.on(folder.resolve("data"), "--allow-network", "127.0.0.0/8");
                var overheard = new Overheard(served.address())) {
            var all = new TreeMap<>(environment);
            all.put("AZULEJO_SERVER", overheard.address().toString());
            all.put("AZULEJO_KEY", served.key());
            all.put("AZULEJO_PICTURE", picture.toString());
            all.put("PYTHONDONTWRITEBYTECODE", "1");
            succeed(where, all, command);
            assertThat(overheard.operations()).isEqualTo(expected());
            for (var program : programs(where, language)) {
                succeed(where, all, (language.equals("python") ? "python3 " : "node ") + program);
            }
            assertThat(where.resolve("enhanced.webp")).isNotEmptyFile();
        }
    }

    /// The programs on the page of a client, as files beside a photograph: each block that asks for the key.
    static List<Path> programs(Path folder, String language) throws IOException {
        Files.write(folder.resolve("photo.jpg"), ApiCaller.png(2, 60, 40)); // whose bytes decide, not its name
        var page = Files.readString(CLIENTS.resolve(language).resolve("README.md"));
        var blocks = Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(page);
        var programs = new ArrayList<Path>();
        while (blocks.find()) {
            var named = Pattern.compile("public class (\\w+)").matcher(blocks.group(1));
            var name = (named.find() ? named.group(1) : "page" + programs.size()) + ENDINGS.get(language);
            if (blocks.group(1).contains("AZULEJO_KEY")) {
                programs.add(Files.writeString(folder.resolve(name), blocks.group(1)));
            }
        }
        assertThat(programs).hasSize(2);
        return programs;
    }

    /// What a client's tests have to ask for.
    static Set<String> expected() {
        var expected = new TreeSet<>(DocumentedAnswers.operations());
        assertThat(expected).containsAll(LEFT_OUT);
        expected.removeAll(LEFT_OUT);
        return expected;
    }

    /// What is committed of a package, so that nothing is built into our tree.
    private Path copied(String language) throws IOException {
        var to = folder.resolve(language);
        var without = Arrays.asList("node_modules", "dist", "__pycache__");
        for (var its : entries(CLIENTS.resolve(language))) {
            if (!without.contains(its.getFileName().toString())) {
                copy(its, to.resolve(its.getFileName()));
            }
        }
        return to;
    }

    private static List<Path> entries(Path of) throws IOException {
        try (var all = Files.list(of)) {
            return new ArrayList<>(all.toList());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        if (Files.isDirectory(from)) {
            for (var its : entries(from)) {
                copy(its, to.resolve(its.getFileName()));
            }
        }
    }
}
