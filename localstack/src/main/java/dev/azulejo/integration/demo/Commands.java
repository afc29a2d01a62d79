package dev.azulejo.integration.demo;

import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.python.Program;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The commands that a user types to put a photograph in and to get its result.
///
/// @param endpoint of LocalStack
/// @param hasAws whether the `aws` command is there; `curl` does as well
record Commands(URI endpoint, String inbox, String outbox, boolean hasAws) {
    private static final String SAMPLE = "docs/images/chelsea.png";

    static boolean findsAws() {
        try {
            return Program.run(List.of("aws", "--version"), Map.of()).status() == 0;
        } catch (UncheckedIOException notThere) {
            return false;
        }
    }

    /// The text of the demo once all is ready.
    String introduction() {
        var key = "auto/chelsea.png";
        return """

                Azulejo runs on this machine, as it would on AWS.

                  photographs go into   %s
                  results come out of   %s

                Put a photograph in. Its first folder is the recipe; ./azulejo recipes lists them.

                  %s

                Its result appears here in a few seconds, with the command that fetches it:

                  %s
                %s
                Ctrl-C ends the demo and removes everything.

                """.formatted(inbox, outbox, put(SAMPLE, key), fetch(key), forAws(key));
    }

    private String forAws(String key) {
        if (!hasAws) {
            return "";
        }
        return """

                The same with the aws command:

                  export AWS_ENDPOINT_URL=%s AWS_REGION=%s AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s
                  aws s3 cp %s s3://%s/%s
                  aws s3 cp s3://%s/%s %s
                """.formatted(
                        endpoint,
                        AwsClients.REGION.id(),
                        AwsClients.KEY,
                        AwsClients.KEY,
                        SAMPLE,
                        inbox,
                        key,
                        outbox,
                        key,
                        local(key));
    }

    private String put(String file, String key) {
        return "curl -T %s %s".formatted(file, address(inbox, key));
    }

    /// The command that fetches an object of the outbox, under a name that does not hide the photograph.
    String fetch(String key) {
        return "curl -f -o '%s' %s".formatted(local(key).replace("'", "'\\''"), address(outbox, key));
    }

    private String address(String bucket, String key) {
        var path = Arrays.stream(key.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return "%s/%s/%s".formatted(endpoint, bucket, path);
    }

    private static String local(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 1 ? name + "-enhanced" : name.substring(0, dot) + "-enhanced" + name.substring(dot);
    }
}
