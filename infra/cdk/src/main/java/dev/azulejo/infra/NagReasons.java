package dev.azulejo.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;

/// The findings of cdk-nag that we accept, with the reasons.
final class NagReasons {
    private static final Map<String, String> REASONS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "AwsSolutions-APIG1",
                    "the function logs what matters; a gateway's log needs a role of the whole account and region"),
            Map.entry(
                    "AwsSolutions-APIG2",
                    "the function says all that is wrong in a request, field by field; the gateway would say that something is"),
            Map.entry(
                    "AwsSolutions-APIG3",
                    "a firewall costs more a month than the stack at rest, and is the account's choice"),
            Map.entry(
                    "AwsSolutions-APIG4",
                    "the function checks the key of every request but those for its health, its document and its page"),
            Map.entry("AwsSolutions-APIG6", "as AwsSolutions-APIG1: the function logs what matters"),
            Map.entry("AwsSolutions-COG4", "callers are programs, and have keys"),
            Map.entry(
                    "AwsSolutions-S1",
                    "every object created is an event already; access logs are the account's choice (CloudTrail)"),
            Map.entry(
                    "AwsSolutions-IAM5",
                    "keys of objects and names of executions are not known before; a test lists every wildcard"),
            Map.entry(
                    "AwsSolutions-IAM4",
                    "AWS's own policy for container instances of Batch, which changes with their agent"),
            Map.entry(
                    "AwsSolutions-SF1",
                    "what an execution did lies in its history for 90 days; the log holds what went wrong"),
            Map.entry(
                    "AwsSolutions-VPC7",
                    "workers call three services of AWS and accept no connection: the flow would say nothing")));

    private NagReasons() {}

    static void suppressIn(Stack stack) {
        NagSuppressions.addStackSuppressions(
                stack,
                REASONS.entrySet().stream()
                        .map(entry -> NagPackSuppression.builder()
                                .id(entry.getKey())
                                .reason(entry.getValue())
                                .build())
                        .toList());
    }
}
