package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `azulejo tenants` and `/v1/tenants`, beside a server that runs.
class TenantsIT {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    @BeforeAll
    static void serve() {
        served = Served.on(data);
    }

    private static Served.Ran tenants(String... arguments) {
        return Served.run(Map.of(), Served.onFolder(data, "tenants", arguments));
    }

    /// Somebody with a job that has ended, one that is open behind a longer one, and an upload that nothing is made
    /// of.
    private static Served guest(String name, int number) {
        var guest = served.as(Served.key(data, name));
        guest.ended(guest.submit(guest.upload("a.png", Served.png(number, 40, 40)), HALF));
        guest.submit(guest.upload("b.png", Served.png(number + 1, 900, 900)), Map.of("recipe", "photo-x2"));
        guest.upload("c.png", Served.png(number + 2, 40, 40));
        return guest;
    }

    private static List<String> filesOf(String tenant) {
        return Served.files(data).stream()
                .map(file -> data.relativize(file).toString())
                .filter(file -> List.of(file.split("/", -1)).contains(tenant))
                .filter(file -> !file.contains(".azulejo"))
                // that the end of a job was told, which happens while or after it is erased: empty, named by its id
                .filter(file -> !file.startsWith("work/deliveries/" + tenant + "/told/"))
                // figures that an operator is paid by
                .filter(file -> !file.startsWith("work/usage/" + tenant + "/"))
                .toList();
    }

    @Test
    void theCommandShowsCancelsAndErases() {
        var ana = guest("ana", 10);
        assertThat(tenants("list").out()).contains("ana  2 jobs, ", "3 uploads");
        assertThat(tenants("show", "ana").out().lines())
                .hasSize(6)
                .anyMatch(line -> line.startsWith("job ") && line.endsWith("ended, a.png"));
        var unasked = tenants("erase", "ana");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("nothing was changed", "--yes", "2 jobs");
        assertThat(tenants("cancel", "ana", "--yes").exit()).isZero();
        ana.all().forEach(job -> ana.ended(job.get("id").asText()));
        assertThat(tenants("show", "ana").out()).contains("2 jobs, 0 of them open");

        var erased = tenants("erase", "ana", "--yes");
        assertThat(erased.exit()).as(erased.err()).isZero();
        assertThat(filesOf("ana")).allMatch(file -> file.startsWith("work/access/"));
        assertThat(ana.get("/v1/jobs").json().get("jobs")).isEmpty();
        assertThat(ana.get("/v1/uploads").json().get("uploads")).isEmpty();
        var again = ana.ended(ana.submit(ana.upload("a.png", Served.png(10, 40, 40)), HALF));
        assertThat(again.get("status").asText()).as(again.toString()).isEqualTo("succeeded");
    }

    @Test
    void theOwnersKeyDoesTheSame() {
        var ben = guest("ben", 20);
        assertThat(served.get("/v1/tenants").json().get("tenants"))
                .extracting(name -> name.asText())
                .contains("ben");
        var holding = served.get("/v1/tenants/ben").json();
        assertThat(holding.get("jobs").asInt()).isEqualTo(2);
        assertThat(holding.get("uploads").asInt()).isEqualTo(3);
        assertThat(served.get("/v1/tenants/ben/jobs?limit=1").json().get("jobs"))
                .hasSize(1);
        assertThat(served.get("/v1/tenants/ben/uploads").json().get("uploads")).hasSize(3);
        assertThat(served.post("/v1/tenants/ben/cancel", Map.of()).status()).isEqualTo(200);
        ben.all().forEach(job -> ben.ended(job.get("id").asText()));

        assertThat(served.delete("/v1/tenants/ben").status()).isEqualTo(422);
        assertThat(served.delete("/v1/tenants/ben?confirm=bem").status()).isEqualTo(422);
        assertThat(ben.get("/v1/jobs").json().get("jobs")).hasSize(2);
        var erased = served.delete("/v1/tenants/ben?confirm=ben");
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(filesOf("ben")).allMatch(file -> file.startsWith("work/access/"));
    }

    @Test
    void othersFindNothingThere() {
        var cleo = served.as(Served.key(data, "cleo"));
        for (var path : List.of("/v1/tenants", "/v1/tenants/cleo", "/v1/tenants/local/jobs", "/v1/tenants/x/uploads")) {
            assertThat(cleo.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(cleo.delete("/v1/tenants/cleo?confirm=cleo").status()).isEqualTo(404);
        assertThat(cleo.post("/v1/tenants/local/cancel", Map.of()).status()).isEqualTo(404);
        assertThat(served.get("/v1/tenants/nobody").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            show nobody        | 66 | there is no tenant 'nobody'
            erase ../ana --yes | 66 | there is no tenant
            cancel             | 2  | TENANT
            """)
    void whatIsWrongIsSaid(String arguments, int exit, String said) {
        var ran = tenants(arguments.split(" ", -1));
        assertThat(ran.exit()).as(ran.err()).isEqualTo(exit);
        assertThat(ran.err()).contains(said);
    }
}
