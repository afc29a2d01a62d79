package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `azulejo keys` beside a server that runs.
class KeysIT {
    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    /// Runs the command of the server's build as a process, as an operator does.
    private static Served.Ran keys(String... arguments) {
        return Served.run(Map.of(), Served.onFolder(data, "keys", arguments));
    }

    @Test
    void aKeyWorksFromWhenItIsMadeUntilItIsRevoked() {
        var key = keys("make", "ana", "--name", "her phone", "--days", "30");
        assertThat(key.exit()).as(key.err()).isZero();
        assertThat(key.out()).matches("azl_[0-9a-v]{39}\\R");
        var ana = served.as(key.out().strip());
        assertThat(ana.get("/v1/recipes").status()).isEqualTo(200);

        var list = keys("list").out();
        assertThat(list)
                .contains("ana")
                .contains("her phone")
                .contains(" until ")
                .doesNotContain(ana.key());
        var id = list.lines()
                .filter(line -> line.startsWith("ana "))
                .findFirst()
                .orElseThrow()
                .split(" +", 3)[1];
        assertThat(keys("revoke", "ana", id).exit()).isZero();
        assertThat(ana.get("/v1/recipes").status()).isEqualTo(401);
        assertThat(served.get("/v1/recipes").status()).isEqualTo(200);
        assertThat(Served.keys(data, "list", "ana").out()).isEmpty();
        assertThat(served.log()).doesNotContain(ana.key());
    }

    @Test
    void aThirdKeyIsRefused() {
        var first = Served.key(data, "ben");
        var second = Served.key(data, "ben");
        var third = Served.keys(data, "make", "ben");
        assertThat(third.exit()).isEqualTo(2);
        assertThat(third.err()).contains("revoke one first");
        assertThat(third.out()).isEmpty();
        assertThat(served.as(first).get("/v1/jobs").status()).isEqualTo(200);
        assertThat(served.as(second).get("/v1/jobs").status()).isEqualTo(200);
    }

    @Test
    void limitsAreShownAndSet() {
        assertThat(Served.keys(data, "limits", "local").out().lines()).allMatch(line -> line.endsWith(": none"));
        assertThat(Served.keys(data, "limits", "cleo").out())
                .contains("requests per minute: 600")
                .contains("open megapixels: 4000")
                .contains("megapixels a month: none");
        assertThat(Served.keys(data, "limits", "cleo", "--month-megapixels", "90", "--open-megapixels", "none")
                        .exit())
                .isZero();
        assertThat(Served.keys(data, "limits", "cleo").out())
                .contains("requests per minute: 600")
                .contains("open megapixels: none")
                .contains("megapixels a month: 90");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            make Ana                              | 2  | a tenant cannot be called 'Ana'
            make ../x                             | 2  | a tenant cannot be called
            make                                  | 2  | TENANT
            make ana --days 0                     | 2  | --days is 0
            make ana --days x                     | 2  | --days
            revoke ana 0123456789ab               | 66 | has no key 0123456789ab
            limits ana --open-megapixels 0        | 2  | --open-megapixels is '0'
            limits ana --requests-per-minute many | 2  | --requests-per-minute is 'many'
            """)
    void whatIsWrongIsSaid(String arguments, int exit, String said) {
        var ran = Served.keys(data, arguments.split(" ", -1));
        assertThat(ran.exit()).as(ran.err()).isEqualTo(exit);
        assertThat(ran.err()).contains(said);
    }

    @Test
    void aFolderWithoutAServerIsNotTakenForOne(@TempDir Path empty) {
        var ran = Served.keys(empty, "make", "ana");
        assertThat(ran.exit()).isEqualTo(66);
        assertThat(ran.err()).contains("--data");
        assertThat(empty).isEmptyDirectory();
    }
}
