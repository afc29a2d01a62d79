package dev.azulejo.integration.demo;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.AzulejoOnLocalStack;
import dev.azulejo.integration.localstack.DeployedStack;
import dev.azulejo.integration.localstack.LocalStack;
import dev.azulejo.integration.localstack.WorkerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Runs the deployment on this machine, for people: it starts LocalStack, deploys the stack, starts a
/// worker, shows how to put photographs in and get results out, and reports each photograph and its result,
/// until Ctrl-C. Then it leaves no process and no file behind.
public final class CloudDemo {
    private static final int UNAVAILABLE = 69;
    private static final String STACK = "azulejo-demo";
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// The seconds after which an idle worker ends by itself, in case its demo was killed by -9; while the
    /// demo runs, another one is started when there is work.
    private static final String IDLE_SECONDS = "600";

    private final Path folder;
    private final Remains remains;

    private CloudDemo(Path folder, Remains remains) {
        this.folder = folder;
        this.remains = remains;
    }

    public static void main(String... arguments) throws IOException {
        var remains = new Remains(Files.createTempDirectory("azulejo-demo-"), GRACE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say("ending ...");
            remains.remove();
        }));
        try {
            new CloudDemo(remains.folder(), remains).run();
        } catch (RuntimeException | AssertionError e) {
            pause(); // Ctrl-C may have ended the server before this process hears of it
            if (remains.isBeingRemoved()) {
                return;
            }
            say("cannot go on: " + e.getMessage());
            System.exit(UNAVAILABLE);
        }
    }

    private void run() {
        say("starting LocalStack (the first time it is downloaded, about 0.5 GB) ...");
        var localStack = LocalStack.start(folder.resolve("localstack"), port());
        remains.add(localStack);
        var aws = new AwsClients(localStack.endpoint());
        say("deploying the stack ...");
        var stack = AzulejoOnLocalStack.deploy(aws, folder.resolve("cdk.out"), STACK, "{}", Map.of());
        say("starting a worker ...");
        var worker = worker(stack, aws);
        var commands = new Commands(
                localStack.endpoint(),
                stack.output(StackOutput.INBOX_BUCKET),
                stack.output(StackOutput.OUTBOX_BUCKET),
                Commands.findsAws());
        System.out.print(commands.introduction());
        var traffic = new Traffic(aws.s3(), commands, CloudDemo::report);
        while (!remains.isBeingRemoved()) {
            traffic.look();
            if (!worker.process().isAlive()) {
                worker = worker(stack, aws);
            }
            pause();
        }
    }

    private WorkerProcess worker(DeployedStack stack, AwsClients aws) {
        var settings = Map.of(
                Variable.IDLE_SECONDS.text(),
                IDLE_SECONDS,
                Variable.GRACE_SECONDS.text(),
                "0",
                Variable.JAVA_OPTS.text(),
                "-Djava.io.tmpdir=" + folder);
        return WorkerProcess.start(stack, aws.endpoint(), folder.resolve("worker.log"), settings);
    }

    /// The usual port if it is free, so that commands in the documents can be typed as they stand;
    /// otherwise any free one.
    private static int port() {
        try (var _ = new ServerSocket(LocalStack.USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return LocalStack.USUAL_PORT;
        } catch (IOException taken) {
            return 0;
        }
    }

    private static void report(String line) {
        System.out.println(line);
    }

    private static void say(String line) {
        System.err.println("demo: " + line);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the demo waits", e);
        }
    }
}
