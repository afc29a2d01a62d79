package dev.azulejo.imaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/// The rooms of this module, whose arrows run one way: README.md draws them.
@AnalyzeClasses(packages = "dev.azulejo.imaging", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule ROOMS_DEPEND_IN_ONE_DIRECTION =
            slices().matching("dev.azulejo.imaging.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FLOORS_DEPEND_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("door")
            .definedBy("dev.azulejo.imaging", "dev.azulejo.imaging.child..")
            .layer("formats")
            .definedBy(rooms("jpeg", "png", "tiff", "webp", "heif", "gif", "bmp", "pyramid"))
            .layer("in and out")
            .definedBy(rooms("decode", "encode"))
            .layer("meaning")
            .definedBy(rooms("exif", "xmp", "metadata", "colour"))
            .layer("machinery")
            .definedBy(rooms("libvips", "fetch", "deflate", "ifd"))
            .layer("ground")
            .definedBy(rooms("bytes", "foreign", "pixels"))
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

    /// A room on no floor would be outside of these rules.
    @ArchTest
    static final ArchRule EVERY_ROOM_HAS_A_FLOOR = classes()
            .should()
            .resideInAnyPackage(Stream.concat(
                            Stream.of("dev.azulejo.imaging", "dev.azulejo.imaging.child.."),
                            Stream.of(rooms(
                                    "jpeg",
                                    "png",
                                    "tiff",
                                    "webp",
                                    "heif",
                                    "gif",
                                    "bmp",
                                    "pyramid",
                                    "decode",
                                    "encode",
                                    "exif",
                                    "xmp",
                                    "metadata",
                                    "colour",
                                    "libvips",
                                    "fetch",
                                    "deflate",
                                    "ifd",
                                    "bytes",
                                    "foreign",
                                    "pixels")))
                    .toArray(String[]::new));

    private static String[] rooms(String... names) {
        var packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = "dev.azulejo.imaging.%s..".formatted(names[i]);
        }
        return packages;
    }
}
