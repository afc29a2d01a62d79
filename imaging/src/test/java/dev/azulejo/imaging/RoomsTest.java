package dev.azulejo.imaging;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/// Checks the rooms of this module, whose arrows run one way, as README.md draws them.
@AnalyzeClasses(packages = "dev.azulejo.imaging", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final String[] DOOR = {"dev.azulejo.imaging", "dev.azulejo.imaging.child.."};
    private static final String[] IN_AND_OUT = rooms("decode", "encode");
    private static final String[] MEANING = rooms("exif", "xmp", "metadata", "colour");
    private static final String[] MACHINERY = rooms("libvips", "fetch", "deflate", "ifd");
    private static final String[] GROUND = rooms("bytes", "pixels");

    @ArchTest
    static final ArchRule ROOMS_DEPEND_IN_ONE_DIRECTION =
            slices().matching("dev.azulejo.imaging.(*)..").should().beFreeOfCycles();

    /// A room that is on no other floor belongs to a format.
    @ArchTest
    static final ArchRule FLOORS_DEPEND_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("door")
            .definedBy(DOOR)
            .layer("formats")
            .definedBy(resideInAPackage("dev.azulejo.imaging..")
                    .and(not(resideInAnyPackage(Stream.of(DOOR, IN_AND_OUT, MEANING, MACHINERY, GROUND)
                            .flatMap(Stream::of)
                            .toArray(String[]::new)))))
            .layer("in and out")
            .definedBy(IN_AND_OUT)
            .layer("meaning")
            .definedBy(MEANING)
            .layer("machinery")
            .definedBy(MACHINERY)
            .layer("ground")
            .definedBy(GROUND)
            .whereLayer("door")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("formats")
            .mayOnlyBeAccessedByLayers("door")
            .whereLayer("in and out")
            .mayOnlyBeAccessedByLayers("door", "formats")
            .whereLayer("meaning")
            .mayOnlyBeAccessedByLayers("door", "formats", "in and out")
            .whereLayer("machinery")
            .mayOnlyBeAccessedByLayers("door", "formats", "in and out", "meaning");

    private static String[] rooms(String... names) {
        var packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = "dev.azulejo.imaging.%s..".formatted(names[i]);
        }
        return packages;
    }
}
