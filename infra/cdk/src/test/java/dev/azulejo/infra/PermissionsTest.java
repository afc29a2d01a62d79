package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares each right of a role with the actions in the role's name, without a server: nothing is missing,
/// and nothing is superfluous. `docs/permissions.md` is made from the same data; to make it anew: `./mvnw
/// -pl infra/cdk -am test -Dtest=PermissionsTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dazulejo.write=true`
class PermissionsTest {
    private static final Path PAGE = Path.of("../../docs/permissions.md");
    private static final Synthesized CLOUD = Synthesized.CLOUD;
    private static final String HEAD = """
            # Who may do what

            Made from the template by `PermissionsTest`, which fails when this page is stale and says how to make it anew. Names are those of
            resources in the stack; `REGION` and `ACCOUNT` are those it is deployed to. That the code makes these calls of the SDK and no others is read from
            the compiled classes by `SdkCallsTest`; that each is allowed, and that nothing unused is allowed, is checked by `PermissionsTest`.
            What a key must look like to be written by a worker is watched by `WrittenByWorkersTest`.
            The last column is the loop that takes each statement away: the first test of the cloud in which a request was refused without it, as no other
            statement allows that request; or why no test can show one. `PermissionsTest` is red for a statement that has neither.
            """;

    static Stream<String> roles() {
        return Grant.all(CLOUD).stream().map(Grant::role).distinct().sorted();
    }

    private static Set<String> needed(String role) {
        return Need.of(role).stream()
                .flatMap(need -> need.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleMayDoWhatIsDoneInItsNameAndNothingElse(String role) {
        var granted = Grant.of(CLOUD, role).stream()
                .flatMap(grant -> grant.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(granted).isEqualTo(needed(role));
    }

    @Test
    void everyCallOfTheSdkIsMadeInTheNameOfSomeRole() {
        var made = roles().flatMap(role -> Need.of(role).stream().map(Need::by)).collect(Collectors.toSet());

        assertThat(SdkCall.values())
                .filteredOn(call -> !SdkCall.OF_PEOPLE.contains(call))
                .allSatisfy(call -> assertThat(made).contains("`%s`".formatted(call.text())));
    }

    /// Shows for each statement that some test would fail without it, without running the tests again:
    /// LocalStack's plugin records for each request which statements allow it. A statement that is the only
    /// one to allow a request cannot be removed.
    @ParameterizedTest
    @MethodSource("statements")
    void withoutAStatementSomeTestOfTheCloudIsRed(Grant grant) {
        var tests = grant.actions().stream()
                .map(action -> NeededRight.test(grant, action))
                .filter(test -> !test.isEmpty())
                .toList();
        if (NeededRight.isUnseen(grant)) {
            assertThat(tests).as("%s needs no exception any more", grant).isEmpty();
        } else {
            assertThat(tests).as("who needs %s? See NeededRight", grant).isNotEmpty();
        }
    }

    static Stream<Grant> statements() {
        return Grant.all(CLOUD).stream();
    }

    /// The records must not be older than the template.
    @Test
    void nothingIsNotedOfStatementsThatAreNotThere() {
        var there = statements()
                .flatMap(grant ->
                        grant.actions().stream().map(action -> List.of(grant.role(), grant.statement(), action)))
                .collect(Collectors.toSet());

        assertThat(NeededRight.unknown(statements())).isEmpty();
        assertThat(NeededRight.all().stream()
                        .map(right -> List.of(right.role(), right.statement(), right.action()))
                        .filter(right -> !there.contains(right)))
                .isEmpty();
    }

    @Test
    void thePageShowsItAsItIs() throws Exception {
        var page = HEAD + calls() + grants() + managed() + others();

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page);
    }

    private static String calls() {
        var text = new StringBuilder("""

                ## Calls of the SDK

                | call | made by | needs |
                |---|---|---|
                """);
        for (var call : SdkCall.values()) {
            text.append(row("`%s`".formatted(call.text()), "`%s`".formatted(call.caller()), list(call.actions())));
        }
        return text.toString();
    }

    private static String grants() {
        var text = new StringBuilder("""

                ## Roles

                """);
        for (var role : roles().toList()) {
            text.append(
                    "### %s\n\n| statement | action | resource | because of | without it, refused in |\n|---|---|---|---|---|\n"
                            .formatted(role));
            for (var grant : Grant.of(CLOUD, role)) {
                for (var action : grant.actions()) {
                    var because = Need.of(role).stream()
                            .filter(need -> need.actions().contains(action))
                            .map(Need::by)
                            .collect(Collectors.joining(", "));
                    text.append(row(grant.statement(), action, list(grant.resources()), because, seen(grant, action)));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String seen(Grant grant, String action) {
        var test = NeededRight.test(grant, action);
        return test.isEmpty() ? NeededRight.reason(grant) : "`%s`".formatted(test);
    }

    private static String managed() {
        var text = new StringBuilder("""
                ## Policies that AWS keeps

                | role | policy |
                |---|---|
                """);
        CLOUD.resources("AWS::IAM::Role")
                .forEach((id, role) -> role.path("ManagedPolicyArns")
                        .forEach(policy -> text.append(row(Grant.name(id), Grant.text(policy)))));
        return text.append('\n').toString();
    }

    private static String others() {
        var text = new StringBuilder("""
                ## What resources let services do

                | resource | who | action | if it comes from |
                |---|---|---|---|
                """);
        var rows = new TreeSet<String>(Comparator.naturalOrder());
        CLOUD.resources("AWS::Lambda::Permission")
                .values()
                .forEach(permission -> rows.add(row(
                        Grant.text(permission.get("FunctionName")),
                        Grant.text(permission.get("Principal")),
                        Grant.text(permission.get("Action")),
                        Grant.text(permission.path("SourceArn")))));
        for (var type : List.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")) {
            CLOUD.resources(type)
                    .values()
                    .forEach(policy -> policy.at("/PolicyDocument/Statement").forEach(statement -> {
                        if (statement.get("Effect").asText().equals("Allow")) {
                            rows.add(row(
                                    Grant.text(statement.get("Resource")),
                                    Grant.text(statement.at("/Principal/Service")),
                                    list(Grant.texts(statement.get("Action"))),
                                    source(statement.path("Condition"))));
                        }
                    }));
        }
        rows.forEach(text::append);
        return text.toString();
    }

    private static String source(JsonNode condition) {
        return condition
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(Grant::text)
                .collect(Collectors.joining(", "));
    }

    private static String list(List<String> values) {
        return String.join(", ", values);
    }

    private static String row(String... cells) {
        return "| %s |\n".formatted(String.join(" | ", cells));
    }
}
