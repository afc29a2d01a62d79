package dev.azulejo.integration.cloud;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.cloud.JudgedRoles.Needed;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.DeployedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The requests that one statement of a policy alone allows, as a file that `PermissionsTest` holds against the
/// template. Each class of tests in the cloud adds those that it has made, when it is run with `-Dazulejo.write=true`;
/// to have it without those that no test makes any more, delete it before.
final class NeededRights {
    private static final Path FILE =
            Checkout.ROOT.resolve("infra/cdk/src/test/resources/dev/azulejo/infra/needed-rights.tsv");

    private static final Map<StackOutput, String> BUCKETS = Map.of(
            StackOutput.INBOX_BUCKET, "BucketsInbox",
            StackOutput.OUTBOX_BUCKET, "BucketsOutbox",
            StackOutput.WORK_BUCKET, "BucketsWork");

    private NeededRights() {}

    static synchronized void write(DeployedStack stack, List<Needed> all) {
        try {
            var rows = new TreeMap<String, String>();
            if (Files.exists(FILE)) {
                Files.readAllLines(FILE).forEach(line -> add(rows, line));
            }
            all.stream().filter(needed -> isOf(stack, needed)).forEach(needed -> add(rows, line(stack, needed)));
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, rows.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One request of each right is enough: the first test that made one keeps it.
    private static void add(Map<String, String> rows, String line) {
        var cells = line.split("\t", -1);
        rows.putIfAbsent(String.join("\t", cells[0], cells[1], cells[2]), line);
    }

    private static boolean isOf(DeployedStack stack, Needed needed) {
        return stack.roles().containsValue(needed.role()) && !needed.test().isEmpty();
    }

    private static String line(DeployedStack stack, Needed needed) {
        var role = stack.roles().entrySet().stream()
                .filter(entry -> entry.getValue().equals(needed.role()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        var statement = "%s %d".formatted(needed.policy().replaceFirst("[0-9A-F]{8}$", ""), needed.statement());
        return String.join("\t", role, statement, needed.action(), told(stack, needed.resource()), needed.test());
    }

    /// With the names that the template has.
    private static String told(DeployedStack stack, String resource) {
        var text = resource;
        for (var bucket : BUCKETS.entrySet()) {
            text = text.replace("arn:aws:s3:::" + stack.output(bucket.getKey()), bucket.getValue());
        }
        return text.replace(AwsClients.ACCOUNT, "ACCOUNT").replace(AwsClients.REGION.id(), "REGION");
    }
}
