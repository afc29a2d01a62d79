package dev.azulejo.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/// `docs/permissions.md` says which rights each call of the AWS SDK needs. Here the page is held against the calls
/// that are compiled in: one that is not on it has no rights.
@Tag("slow")
class SdkCallsTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+[.]\\w+)` \\| `(\\w+)` \\| .*");

    /// What a client does without asking the service.
    private static final Set<String> NO_REQUESTS = Set.of("builder", "close", "equals", "serviceClientConfiguration");

    @Test
    void thePageOfPermissionsHasEveryCallAndNoOther() throws Exception {
        var compiled = new ClassFileImporter()
                .importPaths(compiledClasses()).stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isAssignableTo(SdkClient.class))
                        .filter(call -> !NO_REQUESTS.contains(call.getName()))
                        .map(SdkCallsTest::text)
                        .collect(Collectors.toCollection(TreeSet::new));

        var told = new TreeSet<String>();
        for (var line : Files.readAllLines(Checkout.ROOT.resolve("docs/permissions.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                told.add(row.group(1) + " by " + row.group(2));
            }
        }
        assertThat(told).isEqualTo(compiled);
    }

    /// Of all modules that run in an account: not all of them are on the class path here.
    private static List<Path> compiledClasses() throws IOException {
        try (var files = Files.walk(Checkout.ROOT, 4)) {
            return files.filter(file -> file.endsWith(Path.of("target", "classes")))
                    .filter(file -> !file.startsWith(Checkout.ROOT.resolve("localstack")))
                    .toList();
        }
    }

    private static String text(JavaMethodCall call) {
        var caller = call.getOriginOwner().getSimpleName();
        return "%s.%s by %s"
                .formatted(call.getTargetOwner().getSimpleName().replace("Client", ""), call.getName(), caller);
    }
}
