import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Writes those jars of a folder anew whose class files are older than Java 6: they have no stack maps, and what has none
/// the JVM keeps in no AOT cache, but reads and verifies at each start. Of ours that is picocli. Nothing but the version
/// changes, and the maps come with it (JVMS 4.7.4, 4.10.1). A signed jar stays as it is: changed, it would be refused.
public final class ClassFileUpgrade {
    private static final int FIRST_WITH_STACK_MAPS = 50;
    private static final int CLASS_FILE_VERSION_OFFSET = 6;

    private ClassFileUpgrade() {}

    public static void main(String[] arguments) throws IOException {
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                if (isOld(jar)) {
                    upgrade(jar);
                }
            }
        }
    }

    /// All classes of a jar are compiled by one compiler, as a rule; the others stay as they are.
    private static boolean isOld(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            boolean signed = file.stream().anyMatch(entry -> entry.getName().endsWith(".SF"));
            var first = file.stream().filter(ClassFileUpgrade::isClass).findFirst();
            if (signed || first.isEmpty()) {
                return false;
            }
            try (var in = file.getInputStream(first.get())) {
                return isOld(in.readNBytes(CLASS_FILE_VERSION_OFFSET + 2));
            }
        }
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/");
    }

    private static boolean isOld(byte[] head) {
        int version = (head[CLASS_FILE_VERSION_OFFSET] & 0xff) << 8 | head[CLASS_FILE_VERSION_OFFSET + 1] & 0xff;
        return version < FIRST_WITH_STACK_MAPS;
    }

    /// Beside it, and then in its place: it may be a link to a file of others.
    private static void upgrade(Path jar) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var file = new JarFile(jar.toFile());
                var out = new JarOutputStream(bytes);
                var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            var classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
            for (var entry : (Iterable<JarEntry>) file.stream()::iterator) {
                var same = new JarEntry(entry.getName());
                same.setTime(entry.getTime());
                out.putNextEntry(same);
                try (var in = file.getInputStream(entry)) {
                    var content = in.readAllBytes();
                    out.write(isClass(entry) && isOld(content) ? upgraded(classes, content) : content);
                }
            }
        }
        var made = Files.write(jar.resolveSibling(jar.getFileName() + ".new"), bytes.toByteArray());
        Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] upgraded(ClassFile classes, byte[] content) {
        var old = classes.parse(content);
        return classes.build(old.thisClass().asSymbol(), made -> {
            made.withVersion(ClassFile.JAVA_8_VERSION, 0);
            for (var element : old) {
                switch (element) {
                    case ClassFileVersion _ -> {}
                    case MethodModel method ->
                        made.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                    default -> made.with(element);
                }
            }
        });
    }
}
