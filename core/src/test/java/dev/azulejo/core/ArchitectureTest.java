package dev.azulejo.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.File;

@AnalyzeClasses(packages = "dev.azulejo.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "dev.azulejo.core.";
    private static final String[] DOMAIN =
            in("geometry", "pixels", "model", "recipe", "tiling", "job", "failure", "pyramid");
    private static final String[] STAGES = in("intake", "plan", "infer", "stitch", "deliver", "notify");

    @ArchTest
    static final ArchRule CORE_KNOWS_THE_JDK_AND_STORAGE_AND_NOTHING_ELSE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.azulejo.storage", CORE + ".")
                    .or(isArrayOfPrimitives()));

    @ArchTest
    static final ArchRule NO_PACKAGE_DEPENDS_ON_ONE_THAT_DEPENDS_ON_IT =
            slices().matching(CORE + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NEITHER_STAGES_NOR_PORTS = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat(resideInAnyPackage(STAGES).or(resideInAnyPackage(in("port", "local"))));

    @ArchTest
    static final ArchRule NO_STAGE_KNOWS_WHERE_IT_RUNS = noClasses()
            .that()
            .resideInAnyPackage(STAGES)
            .should()
            .dependOnClassesThat(resideInAnyPackage(in("local", "run")));

    @ArchTest
    static final ArchRule NOBODY_READS_THE_ENVIRONMENT = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class);

    @ArchTest
    static final ArchRule FILES_ARE_PATHS = noClasses()
            .should()
            .dependOnClassesThat(
                    DescribedPredicate.describe("are java.io.File", type -> type.isEquivalentTo(File.class)));

    @ArchTest
    static final ArchRule NOBODY_PRINTS = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    private static DescribedPredicate<JavaClass> isArrayOfPrimitives() {
        return DescribedPredicate.describe(
                "are arrays of primitives",
                type -> type.isArray() && type.getBaseComponentType().isPrimitive());
    }

    private static String[] in(String... names) {
        var packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = CORE + names[i] + "..";
        }
        return packages;
    }
}
