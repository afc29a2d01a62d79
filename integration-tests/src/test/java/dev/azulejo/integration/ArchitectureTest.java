package dev.azulejo.integration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What holds for all modules together: here they can all be seen.
@ArchTag("slow")
@AnalyzeClasses(
        packages = "dev.azulejo",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutJarsOfTests.class})
class ArchitectureTest {
    /// Leaves out the tests of other modules, which are jars here.
    static final class WithoutJarsOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule ONLY_SETTINGS_READ_THE_ENVIRONMENT = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Config")
            .and()
            .resideOutsideOfPackage("dev.azulejo.integration..") // what tests and the demo share is deployed nowhere
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule NOBODY_PRINTS_STACK_TRACES =
            noClasses().should().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule MODULES_DEPEND_IN_ONE_DIRECTION =
            slices().matching("dev.azulejo.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_THE_COMMAND = noClasses()
            .that()
            .resideOutsideOfPackages("dev.azulejo.cli..", "dev.azulejo.quality..", "dev.azulejo.integration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.azulejo.cli..");

    @ArchTest
    static final ArchRule NOTHING_THAT_ENHANCES_KNOWS_THE_LABORATORY = noClasses()
            .that()
            .resideOutsideOfPackages("dev.azulejo.quality..", "dev.azulejo.integration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.azulejo.quality..");

    /// Whoever wants the names of the cloud shall not get an SDK with them.
    @ArchTest
    static final ArchRule THE_CONTRACT_OF_THE_CLOUD_IS_WITHOUT_AN_SDK = noClasses()
            .that()
            .resideInAnyPackage("dev.azulejo.cloud..", "dev.azulejo.events..", "dev.azulejo.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    /// So that another runtime is one package.
    @ArchTest
    static final ArchRule ONLY_ITS_ENGINE_NAMES_ONNX_RUNTIME = noClasses()
            .that()
            .resideOutsideOfPackages("dev.azulejo.inference.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "dev.azulejo.inference.onnx..");
}
