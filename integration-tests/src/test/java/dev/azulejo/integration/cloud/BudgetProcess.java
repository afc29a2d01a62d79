package dev.azulejo.integration.cloud;

import dev.azulejo.api.limit.Budget;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.storage.s3.S3Storage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// A process whose clock goes wrong, and which claims pixels of a tenant's month in the work bucket.
final class BudgetProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter asks;
    private final BufferedReader answers;

    /// @param clockIs how far its clock is ahead of the machine's
    BudgetProcess(Cloud cloud, String bucket, String tenant, long monthMegapixels, Duration clockIs) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BudgetProcess.class.getName(),
                            cloud.aws().endpoint().toString(),
                            bucket,
                            tenant,
                            String.valueOf(monthMegapixels),
                            clockIs.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asks = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /// @param args endpoint, bucket, tenant, megapixels of a month, and how far the clock is ahead
    public static void main(String[] args) throws IOException {
        try (var aws = new AwsClients(URI.create(args[0]))) {
            var work = new S3Storage(aws.s3(), args[1], "", MediaTypes::of);
            var clock = Clock.offset(Clock.systemUTC(), Duration.parse(args[4]));
            var budget = new Budget(work, args[2], Long.parseLong(args[3]), clock);
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ", -1);
                System.out.println(budget.claim(Integer.parseInt(words[0]), Long.parseLong(words[1])));
            }
        }
    }

    /// What the process got for a job of so many megapixels.
    int claim(int job, long megapixels) {
        try {
            asks.write("%d %d%n".formatted(job, megapixels));
            asks.flush();
            return Integer.parseInt(String.valueOf(answers.readLine()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
