package dev.azulejo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Checks that `docs/statemachines.md` matches the definitions. To make it anew: `./mvnw -pl cloud/contract
/// -am test -Dtest=FlowDiagramTest -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
class FlowDiagramTest {
    private static final Path PAGE = Path.of("../../docs/statemachines.md");
    private static final String HEAD = """
            # The state machines

            Made from `cloud/contract/src/main/resources` by `FlowDiagramTest`, which fails when this page is stale and says how to
            make it anew. Solid arrows are the way of success; dotted ones are what a failure that is caught leads to. Retries are
            not drawn: a `TransientFailure` and a service that is busy are tried again later, a `PermanentFailure` never.

            Both begin with the claim, which a function takes for them, and end in their close, which believes objects alone. What ends in
            `Failed` is the machine's own failure: the dead-letter function hears of it and ends the job by name. A job that a
            close ended as failed is no failure of the machine.
            """;

    @Test
    void thePageShowsTheMachinesAsTheyAre() throws Exception {
        var page = new StringBuilder(HEAD);
        for (var machine : Machine.values()) {
            page.append("\n## %s\n\n%s\n\n"
                            .formatted(
                                    machine.text(),
                                    State.parse(machine).get("Comment").asText()))
                    .append(FlowDiagram.of(machine));
        }

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page.toString());
    }
}
