package dev.azulejo.integration.command;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// JVMs that have run the command before, and run it again in a tenth of the processor's time of a start. For tests of
/// options, messages and results. What needs a process of its own (its end, signals, its input, memory, what it leaves
/// behind or finds there) is tested with one.
///
/// Such a JVM lives in a link, which leads to the folder of the run: a JVM cannot change its folder. What it says has
/// the name of that folder in place of the link's; what it writes into files has the link's. Names that begin with
/// `..` lead out of the link's folder, and so are not for it.
final class WarmCommands {
    /// The class path of such a JVM has that class and no other of the tests.
    private static final Path CLASSES = classes();

    /// The folder of a run, in the environment of JVMs that have another one at each.
    private static final String FOLDER = "{folder}";

    /// By their environment.
    private static final Map<Map<String, String>, Queue<WarmCommands>> IDLE = new ConcurrentHashMap<>();

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Path link;
    private final DataOutputStream asked;
    private final DataInputStream answers;

    private WarmCommands(Path link, Process process) {
        this.link = link;
        this.asked = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
    }

    /// @param environment of [Azulejo#environment]: those that lead into the folder do so by the link
    static Azulejo.Ended run(Path folder, Map<String, String> environment, List<String> arguments) {
        try {
            var within = new HashMap<>(environment);
            within.replaceAll((_, value) -> value.replace(folder.toString(), FOLDER));
            var idle = IDLE.computeIfAbsent(within, _ -> new ConcurrentLinkedQueue<>());
            var waiting = idle.poll();
            var commands = waiting == null ? start(within) : waiting;
            var ended = commands.runIn(folder, arguments);
            idle.add(commands);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Azulejo.Ended runIn(Path folder, List<String> arguments) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, folder);
        asked.writeInt(arguments.size());
        for (var argument : arguments) {
            asked.writeUTF(argument);
        }
        asked.flush();
        return new Azulejo.Ended(answers.readInt(), said(folder), said(folder));
    }

    private String said(Path folder) throws IOException {
        return new String(answers.readNBytes(answers.readInt()), StandardCharsets.UTF_8)
                .replace(link.toString(), folder.toString());
    }

    /// It ends with this process, whose end closes its input.
    private static WarmCommands start(Map<String, String> environment) throws IOException {
        var place = Files.createDirectories(Installation.FOLDER.resolve("warm"));
        int number = STARTED.incrementAndGet();
        var link = place.resolve("in-" + number);
        var linked = new HashMap<>(environment);
        linked.replaceAll((_, value) -> value.replace(FOLDER, link.toString()));
        var azulejo = new Azulejo(link, linked, List.of(), StartCache.OPTIONS);
        var command = new ArrayList<>(azulejo.jvm(Installation.CLASSPATH + File.pathSeparator + CLASSES));
        command.add("-Duser.dir=" + link);
        if (!environment.isEmpty()) { // many runs, which compute
            command.addAll(Installation.LONG);
        }
        command.add(WarmMain.class.getName());
        var builder = azulejo.process(command)
                .directory(place.toFile())
                .redirectError(place.resolve("err-" + number).toFile());
        return new WarmCommands(link, builder.start());
    }

    private static Path classes() {
        try {
            var name = WarmMain.class.getName().replace('.', '/') + ".class";
            var root = Installation.FOLDER.resolve("warm-classes");
            Files.createDirectories(root.resolve(name).getParent());
            try (var in = WarmMain.class.getResourceAsStream("/" + name)) {
                Files.copy(Objects.requireNonNull(in), root.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
