package dev.azulejo.infra;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A request of a test of the cloud that only one statement allows: without the statement, it would be
/// refused, and the test fail. LocalStack's plugin (`roles.py`) notes them while the tests run. To note
/// them anew, delete `needed-rights.tsv` and run all of them: `./mvnw verify -pl integration-tests -am
/// -Dazulejo.write=true -Dtest=NoSuchTest -Dit.test='dev.azulejo.integration.cloud.*IT'
/// -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false`
///
/// @param resource as the request named it
record NeededRight(String role, String statement, String action, String resource, String test) {
    private static final List<NeededRight> ALL = read();

    /// Services of AWS that LocalStack does not have, or calls without a role: their requests are not seen.
    private static final Map<String, String> UNSEEN_SERVICES = Map.of(
            "logs", "AWS writes logs by itself",
            "xray", "AWS traces by itself",
            "ecr", "Batch pulls images by itself");

    private static final String GIVEN_UP = "shown by intake and plan; no test has a call of this one fail for good";
    private static final String MACHINE_WAITS =
            "only the call that keeps its snapshot awake is not awaited by a machine";
    private static final String DELIVERS_AGAIN = "what deliver may: FaultTableTest plays the letter of a delivery";
    private static final String MAP = "LocalStack runs the children of a Map without a role";

    /// Statements whose use no test of the cloud shows, with the reasons to keep them.
    private static final Map<String, String> UNSEEN = Map.ofEntries(
            entry("FunctionsClaimRole FunctionsClaimRoleDefaultPolicy 3", MACHINE_WAITS),
            entry("FunctionsEnhanceCloseRole FunctionsEnhanceCloseRoleDefaultPolicy 3", MACHINE_WAITS),
            entry("FunctionsStitchStripRole FunctionsStitchStripRoleDefaultPolicy 3", MACHINE_WAITS),
            entry("FunctionsStitchCloseRole FunctionsStitchCloseRoleDefaultPolicy 3", MACHINE_WAITS),
            entry("FunctionsConnectRole FunctionsConnectRoleDefaultPolicy 3", GIVEN_UP),
            entry("FunctionsDeliverRole FunctionsDeliverRoleDefaultPolicy 3", GIVEN_UP),
            entry("FunctionsNotifyRole FunctionsNotifyRoleDefaultPolicy 3", GIVEN_UP),
            entry("FunctionsOverdueRole FunctionsOverdueRoleDefaultPolicy 3", GIVEN_UP),
            entry("FunctionsWebhookRole FunctionsWebhookRoleDefaultPolicy 3", GIVEN_UP),
            entry("FunctionsDeadLetterRole FunctionsDeadLetterRoleDefaultPolicy 3", GIVEN_UP),
            entry("FunctionsDeadLetterRole Stage 4", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 5", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 6", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 7", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 8", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 9", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 10", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 11", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 12", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 13", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 15", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 16", DELIVERS_AGAIN),
            entry("FunctionsDeadLetterRole Stage 14", DELIVERS_AGAIN),
            entry("FunctionsDeliverRole Stage 14", "takes a result back whose job was deleted while it was delivered"),
            entry("FunctionsNotifyRole Stage 4", "a report of an older version, told after a newer one came"),
            entry("FunctionsConnectRole Stage 4", "a file of several parts that was broken off"),
            entry("ApiHttpRole Stage 7", "a result that is gone is 404 and not 403"),
            entry("MachinesEnhanceRole MachinesEnhanceRunsItsMap 1", MAP),
            entry("MachinesEnhanceRole MachinesEnhanceRunsItsMap 2", MAP),
            entry("MachinesStitchRole MachinesStitchRoleDefaultPolicy 4", "a look after a close that failed"));

    static List<NeededRight> all() {
        return ALL;
    }

    /// The first test that would fail without the statement; empty if there is none.
    static String test(Grant grant, String action) {
        return ALL.stream()
                .filter(right -> right.role.equals(grant.role())
                        && right.statement.equals(grant.statement())
                        && right.action.equals(action))
                .map(NeededRight::test)
                .findFirst()
                .orElse("");
    }

    /// The reason why no such test exists; empty if one must exist.
    static String reason(Grant grant) {
        return UNSEEN.getOrDefault(
                grant.role() + " " + grant.statement(),
                UNSEEN_SERVICES.getOrDefault(service(grant.actions().getFirst()), ""));
    }

    /// Exceptions for statements that do not exist.
    static List<String> unknown(Stream<Grant> there) {
        var names = there.map(grant -> grant.role() + " " + grant.statement()).toList();
        return UNSEEN.keySet().stream().filter(name -> !names.contains(name)).toList();
    }

    static boolean isUnseen(Grant grant) {
        return !reason(grant).isEmpty();
    }

    private static String service(String action) {
        return action.substring(0, action.indexOf(':'));
    }

    private static List<NeededRight> read() {
        try (var in = Objects.requireNonNull(NeededRight.class.getResourceAsStream("needed-rights.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new NeededRight(cells[0], cells[1], cells[2], cells[3], cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
