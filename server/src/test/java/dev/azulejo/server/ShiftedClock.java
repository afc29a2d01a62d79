package dev.azulejo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// A Java agent that sets a JVM's clock wrong: every `Instant` that `java.time` reads from the system is shifted by a
/// fixed duration. Programs run unchanged, as on a machine whose clock is wrong.
public final class ShiftedClock implements ClassFileTransformer {
    /// Where [Instant#now()] and [Clock#systemUTC()] both ask.
    private static final String READS_THE_SYSTEM = "currentInstant";

    private final long seconds;

    private ShiftedClock(long seconds) {
        this.seconds = seconds;
    }

    /// Makes the agent's jar.
    ///
    /// @param ahead how far the clock is ahead of the machine's, in whole seconds; may be negative
    /// @return the options of a JVM that has this clock
    static List<String> options(Path folder, Duration ahead) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ShiftedClock.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        var jar = folder.resolve("clock%d.jar".formatted(ahead.toSeconds())); // a JVM keeps its own open
        var name = ShiftedClock.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = Objects.requireNonNull(ShiftedClock.class.getResourceAsStream("/" + name))) {
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-javaagent:%s=%d".formatted(jar, ahead.toSeconds()));
    }

    /// Runs before the program's `main`.
    public static void premain(String seconds, Instrumentation jvm) throws UnmodifiableClassException {
        var before = Instant.now();
        jvm.addTransformer(new ShiftedClock(Long.parseLong(seconds)), true);
        jvm.retransformClasses(Clock.class);
        var shift = Duration.between(before, Instant.now()).minusSeconds(Long.parseLong(seconds));
        if (shift.abs().compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalStateException("this JVM reads its clock elsewhere than in " + READS_THE_SYSTEM);
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> before,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (!name.equals("java/time/Clock")) {
            return null;
        }
        var instant = Instant.class.describeConstable().orElseThrow();
        var file = ClassFile.of();
        return file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(READS_THE_SYSTEM), (code, element) -> {
                            if (element instanceof ReturnInstruction) {
                                code.loadConstant(seconds)
                                        .invokevirtual(
                                                instant,
                                                "plusSeconds",
                                                MethodTypeDesc.of(instant, ConstantDescs.CD_long));
                            }
                            code.with(element);
                        }));
    }
}
