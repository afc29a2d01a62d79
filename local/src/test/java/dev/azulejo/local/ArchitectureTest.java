package dev.azulejo.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The pipeline on one machine, which knows neither a terminal nor HTTP.
@AnalyzeClasses(packages = "dev.azulejo.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ROOMS_KNOW_EACH_OTHER_IN_ONE_DIRECTION =
            slices().matching("dev.azulejo.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_HERE_KNOWS_WHO_ASKS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.azulejo.cli..", "dev.azulejo.server..", "dev.azulejo.api..", "picocli..", "io.quarkus..");
}
