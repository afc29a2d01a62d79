package dev.azulejo.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/// `docs/permissions.md` says which rights each call of the AWS SDK needs. Here the page is held against the calls
/// that are compiled in: one that is not on it has no rights.
class SdkCallsTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+[.]\\w+)` \\| `(\\w+)` \\| .*");

    @Test
    void thePageOfPermissionsHasEveryCallAndNoOther() throws Exception {
        var compiled = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("dev.azulejo").stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isAssignableTo(SdkClient.class))
                        .filter(call -> !call.getName().equals("close")
                                && !call.getName().equals("builder"))
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

    private static String text(JavaMethodCall call) {
        var caller = call.getOriginOwner().getSimpleName();
        return "%s.%s by %s"
                .formatted(call.getTargetOwner().getSimpleName().replace("Client", ""), call.getName(), caller);
    }
}
