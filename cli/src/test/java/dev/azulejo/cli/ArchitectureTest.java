package dev.azulejo.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The rooms of the command, and that arrows between them run one way.
class ArchitectureTest {
    private static final String CLI = ArchitectureTest.class.getPackageName();

    /// Each knows only rooms that stand before it.
    static final List<String> ROOMS =
            List.of("view", "files", "option", "batch", "watch", "compare", "storage", "cost", "command");

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(CLI);

    @ParameterizedTest
    @FieldSource("ROOMS")
    void aRoomKnowsOnlyRoomsBelowIt(String room) {
        var above = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size());
        noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above.stream().map(ArchitectureTest::in).toArray(String[]::new))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(CLI)
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("ACTIONS")
    void noActionKnowsAnother(String room) {
        noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ACTIONS.stream()
                        .filter(other -> !other.equals(room))
                        .map(ArchitectureTest::in)
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    static final List<String> ACTIONS = List.of("batch", "watch", "compare", "storage", "cost");

    @Test
    void everyClassLivesInARoomButTheEntrance() {
        assertThat(CLASSES)
                .filteredOn(type -> type.getPackageName().equals(CLI))
                .extracting(type -> type.getSimpleName())
                .containsOnly("Main", "Entrance", "package-info");
        assertThat(CLASSES)
                .filteredOn(type -> !type.getPackageName().equals(CLI))
                .extracting(type -> roomOf(type.getPackageName()))
                .hasSameElementsAs(ROOMS);
    }

    /// The first package below the module's own.
    private static String roomOf(String packageName) {
        return packageName.substring(CLI.length() + 1).split("\\.", 2)[0];
    }

    private static String in(String room) {
        return CLI + "." + room + "..";
    }
}
