package dev.azulejo.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The server and the command stand beside each other, on the pipeline of one machine.
@AnalyzeClasses(packages = "dev.azulejo.server", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_SERVER_DOES_NOT_KNOW_THE_COMMAND =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.azulejo.cli..", "picocli..");
}
