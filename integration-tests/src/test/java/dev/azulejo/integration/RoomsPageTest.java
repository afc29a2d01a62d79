package dev.azulejo.integration;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// `docs/rooms.md` draws who knows whom inside a module, from its classes. To make it anew:
/// `./mvnw -pl integration-tests -am test -Dtest=RoomsPageTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dazulejo.write=true`
@ArchTag("slow")
@AnalyzeClasses(packages = "dev.azulejo", importOptions = DoNotIncludeTests.class)
class RoomsPageTest {
    private static final Path PAGE = Path.of("../docs/rooms.md");

    /// The modules, and below each its packages that have rooms of their own.
    private static final List<String> HOUSES = List.of(
            "api",
            "arena",
            "cli",
            "cli.command",
            "core",
            "core.infer",
            "core.job",
            "core.look",
            "imaging",
            "inference",
            "local",
            "quality",
            "quality.metric",
            "storage");
    private static final String HEAD = """
            # Rooms

            Which packages of a module know which others, made from their classes by `RoomsPageTest`. It fails when this page is stale, and where an
            arrow would run up: a floor knows only floors below it. A large package has rooms of its own, and a picture of its own. Arrows that others
            imply are left out, and so are modules of one room.
            """;

    @ArchTest
    static void thePageShowsTheRoomsAndNoArrowRunsUp(JavaClasses classes) throws Exception {
        var page = new StringBuilder(HEAD);
        for (var house : HOUSES) {
            page.append("\n## %s\n\n%s".formatted(house, Rooms.of(classes, "dev.azulejo." + house)));
        }

        if (Boolean.getBoolean("azulejo.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page.toString());
    }

    /// @param known by each package, the packages below the same root that it knows
    private record Rooms(Map<String, Set<String>> known) {
        private static final Pattern TESTS = Pattern.compile("-tests\\.jar|/test-classes/");

        static Rooms of(JavaClasses classes, String root) {
            var known = new TreeMap<String, Set<String>>();
            for (var type : classes.that(
                    resideInAPackage(root + "..").and(not(areForTests())).and(not(simpleName("package-info"))))) {
                var its = known.computeIfAbsent(room(root, type.getPackageName()), _ -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .filter(name -> name.equals(root) || name.startsWith(root + "."))
                        .map(name -> room(root, name))
                        .forEach(its::add);
            }
            known.forEach((room, others) -> others.remove(room));
            return new Rooms(known);
        }

        /// Those of a module's jar of tests, which is a library here.
        private static DescribedPredicate<JavaClass> areForTests() {
            return describe(
                    "are for tests",
                    type -> type.getSource().stream()
                            .anyMatch(source ->
                                    TESTS.matcher(source.getUri().toString()).find()));
        }

        /// The package right below the root; the root's own classes are the door.
        private static String room(String root, String packageName) {
            int start = root.length() + 1;
            int end = packageName.indexOf('.', start);
            return packageName.equals(root)
                    ? "(door)"
                    : packageName.substring(start, end < 0 ? packageName.length() : end);
        }

        /// Floors from the top, each with its rooms and what they know.
        @Override
        public String toString() {
            var floors = floors(); // first: where there are circles, nothing else would end
            var text = new StringBuilder("```mermaid\nflowchart TB\n");
            var names = List.copyOf(known.keySet());
            names.forEach(room -> text.append("  r%d[\"%s\"]\n".formatted(names.indexOf(room), room)));
            known.forEach((room, others) -> others.stream()
                    .filter(other -> !isImplied(room, other))
                    .forEach(other ->
                            text.append("  r%d --> r%d\n".formatted(names.indexOf(room), names.indexOf(other)))));
            text.append("```\n\n| floor | rooms |\n|---|---|\n");
            for (int floor = floors.size(); floor > 0; floor--) {
                text.append("| %d | %s |\n".formatted(floor, String.join(", ", floors.get(floor - 1))));
            }
            return text.toString();
        }

        private Set<String> of(String room) {
            return known.getOrDefault(room, Set.of());
        }

        private boolean isImplied(String room, String other) {
            return of(room).stream()
                    .filter(between -> !between.equals(other))
                    .anyMatch(between -> reaches(between, other));
        }

        private boolean reaches(String from, String to) {
            return of(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to));
        }

        /// From the ground up: each room as low as what it knows allows.
        private List<Set<String>> floors() {
            var left = new TreeSet<>(known.keySet());
            var floors = new ArrayList<Set<String>>();
            var below = new HashSet<String>();
            while (!left.isEmpty()) {
                var floor = new TreeSet<String>();
                left.stream().filter(room -> below.containsAll(of(room))).forEach(floor::add);
                assertThat(floor)
                        .as("rooms that know no room above them, of %s", left)
                        .isNotEmpty();
                below.addAll(floor);
                left.removeAll(floor);
                floors.add(floor);
            }
            return floors;
        }
    }
}
