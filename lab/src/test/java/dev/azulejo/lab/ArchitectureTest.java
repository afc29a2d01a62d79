package dev.azulejo.lab;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The laboratory is a wing: it may know the house, and no module of the house may have it or the trainer's libraries.
@AnalyzeClasses(packages = "dev.azulejo.lab", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int MODULES_DEPTH = 3;

    @ArchTest
    static final ArchRule ROOMS_KNOW_EACH_OTHER_IN_ONE_DIRECTION =
            slices().matching("dev.azulejo.lab.(*)..").should().beFreeOfCycles();

    @Test
    void noOtherModuleNamesTheLaboratoryOrItsLibraries() throws IOException {
        assertThat(poms(List.of("../lab")))
                .hasSizeGreaterThan(20)
                .allSatisfy(pom -> assertThat(pom).content().doesNotContain("azulejo-lab", "org.bytedeco"));
    }

    /// Tests may, and what people install has all of it.
    @Test
    void nothingThatEnhancesCarriesWhatMeasures() throws IOException {
        assertThat(poms(List.of("../lab", "../release")))
                .hasSizeGreaterThan(20)
                .allSatisfy(pom -> assertThat(pom)
                        .content()
                        .doesNotContainPattern("azulejo-quality</artifactId>\\s*+(?!<scope>test</scope>)"));
    }

    private static List<Path> poms(List<String> without) throws IOException {
        try (var files = Files.walk(Path.of(".."), MODULES_DEPTH)) {
            return files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> !file.toString().contains("/target/")
                            && without.stream().noneMatch(file::startsWith))
                    .filter(file -> !file.equals(Path.of("../pom.xml"))) // which knows the versions of all
                    .toList();
        }
    }
}
