package dev.azulejo.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;

/// What cdk-nag finds and we keep, with the reason.
final class NagReasons {
    private static final Map<String, String> REASONS = new TreeMap<>(Map.of(
            "AwsSolutions-S1",
            "every object created is an event already; access logs are the account's choice (CloudTrail)",
            "AwsSolutions-IAM5",
            "keys of objects and names of executions are not known before; a test lists every wildcard",
            "AwsSolutions-IAM4",
            "AWS's own policy for container instances of Batch, which changes with their agent",
            "AwsSolutions-SF1",
            "what an execution did lies in its history for 90 days; the log holds what went wrong",
            "AwsSolutions-VPC7",
            "workers call three services of AWS and accept no connection: the flow would say nothing"));

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
