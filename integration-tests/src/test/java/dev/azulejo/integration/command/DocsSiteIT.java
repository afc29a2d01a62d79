package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.python.Program;
import dev.azulejo.integration.python.PythonPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The site of the documentation: `target/docs-site/index.html`.
class DocsSiteIT {
    private static final Path SITE = Checkout.ROOT.resolve("docs/site");
    private static final Path REQUIREMENTS = SITE.resolve("requirements.txt");
    private static final PythonPackages PACKAGES = new PythonPackages(
            "docs-site",
            List.of("python3"),
            11,
            "the site of the documentation is made by Sphinx and needs python3, 3.11 or newer, with pip:"
                    + " apt install python3 python3-pip, or brew install python",
            List.of(REQUIREMENTS),
            List.of("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", REQUIREMENTS.toString()),
            Checkout.USER_CACHE);

    /// What a browser would load by itself.
    private static final Pattern LOADED =
            Pattern.compile("(?:<(?:script|img|iframe)[^>]* src|<link[^>]* href)=\"(https?:|//)[^\"]*\"");

    @TempDir
    private Path folder = Path.of("");

    private static Program.Ended build(Path docs, Path site) {
        var installed = PACKAGES.install();
        // -W: a dead link, or a page that nobody finds, is an error; all of them are told
        var command = List.of(
                installed.python(),
                "-s",
                "-B",
                "-m",
                "sphinx",
                "-q",
                "-W",
                "--keep-going",
                "-E",
                "-c",
                SITE.toString(),
                "-d",
                site.resolveSibling(site.getFileName() + "-doctrees").toString(),
                docs.toString(),
                site.toString());
        return Program.run(command, Map.of("PYTHONPATH", installed.folder().toString()));
    }

    @Test
    void everyPageIsThereAndFoundAndNothingIsLoadedFromElsewhere() throws IOException {
        var site = Checkout.ROOT.resolve("target/docs-site");
        var built = build(Checkout.ROOT, site);
        assertThat(built.status()).as(built.errors()).isZero();
        assertThat(site.resolve("index.html")).exists();
        var index = Files.readString(site.resolve("searchindex.js"));
        try (Stream<Path> pages = Files.walk(Checkout.ROOT.resolve("docs"))) {
            assertThat(pages.filter(page -> page.toString().endsWith(".md")))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(page -> {
                        var name = Checkout.ROOT.relativize(page).toString();
                        var made = site.resolve(name.replaceFirst("[.]md$", ".html"));
                        assertThat(LOADED.matcher(Files.readString(made)).results())
                                .as(name)
                                .isEmpty();
                        assertThat(index).contains("\"" + name + "\"");
                    });
        }
    }

    /// Or a dead link would go unseen.
    @Test
    void aDeadLinkEndsTheBuild() throws IOException {
        var docs = Files.createDirectory(folder.resolve("pages"));
        Files.writeString(Files.createDirectory(docs.resolve("docs")).resolve("README.md"), "# Index\n");
        Files.writeString(docs.resolve("README.md"), "# Pages\n\n[one](nowhere.md), [two](#nothing)\n");
        var built = build(docs, folder.resolve("site"));
        assertThat(built.status()).isNotZero();
        assertThat(built.errors()).contains("nowhere.md", "nothing");
    }
}
