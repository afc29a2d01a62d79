package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.tenant.Tenant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageKeysTest {
    @TempDir
    private Path folder;

    private final Map<String, Tenant> issued = new HashMap<>(Map.of("anas", new Tenant("ana")));
    private LocalKeys local = new LocalKeys(Secret.ofThisRun(), _ -> Optional.empty());

    @BeforeEach
    void make() {
        local = new LocalKeys(Secret.in(folder.resolve("secret")), key -> Optional.ofNullable(issued.get(key)));
    }

    @Test
    void aPageKeyStandsForAnotherOne() {
        var keys = new PageKeys(local);
        var anas = keys.insteadOf("anas");
        assertThat(anas).matches("azl_[0-9a-f]{40}").isEqualTo(keys.insteadOf("anas"));
        assertThat(keys.tenantOf(anas)).contains(new Tenant("ana"));
        assertThat(keys.tenantOf(keys.ofThisMachine())).contains(Tenant.LOCAL);
        assertThat(keys.insteadOf(anas)).isEqualTo(anas);
    }

    @Test
    void whatIsKeptElsewhereWorksAsEver() {
        var keys = new PageKeys(local);
        assertThat(keys.tenantOf("anas")).contains(new Tenant("ana"));
        assertThat(keys.tenantOf(local.ofThisMachine())).contains(Tenant.LOCAL);
        assertThat(keys.tenantOf("another")).isEmpty();
    }

    @Test
    void itEndsWithTheKeyThatItStandsFor() {
        var keys = new PageKeys(local);
        var anas = keys.insteadOf("anas");
        issued.clear();
        assertThat(keys.tenantOf(anas)).isEmpty();
    }

    /// Both with the same secret in their folder.
    @Test
    void anotherRunOfTheServerDoesNotKnowIt() {
        var first = new PageKeys(local);
        var second = new PageKeys(local);
        assertThat(second.tenantOf(first.ofThisMachine())).isEmpty();
        assertThat(second.tenantOf(first.insteadOf("anas"))).isEmpty();
        assertThat(first.ofThisMachine()).isNotEqualTo(second.ofThisMachine()).isNotEqualTo(local.ofThisMachine());
    }
}
