package dev.azulejo.cli.option;

import dev.azulejo.local.exit.ExitCode;
import java.net.URI;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// Chooses the queue of a deployment to read.
public final class QueueOption {
    private static final Pattern URL = Pattern.compile("https?://[^\\s/]+/\\S*[A-Za-z0-9_-]+");

    @Option(
            names = "--queue",
            required = true,
            paramLabel = "URL",
            description =
                    "The output UnexplainedQueueUrl of the deployment; region and credentials are those of the AWS"
                            + " SDK.")
    private String queue = "";

    public URI url() {
        return url("--queue", queue);
    }

    /// @param option as people know it, for the message
    public static URI url(String option, String text) {
        if (!URL.matcher(text).matches()) {
            throw ExitCode.USAGE.failure(
                    "%s is '%s'; give the URL of a queue, as the outputs of the stack have it".formatted(option, text));
        }
        return URI.create(text);
    }
}
