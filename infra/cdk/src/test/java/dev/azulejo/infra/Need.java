package dev.azulejo.infra;

import static dev.azulejo.infra.SdkCall.DELETE_OBJECT;
import static dev.azulejo.infra.SdkCall.DESCRIBE_EXECUTION;
import static dev.azulejo.infra.SdkCall.FAILURE;
import static dev.azulejo.infra.SdkCall.PUT_EVENTS;
import static dev.azulejo.infra.SdkCall.QUEUE_URL;
import static dev.azulejo.infra.SdkCall.REDELIVER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The reason for a right of a role: a call of the SDK, a state of a machine, or an action of a service in
/// the role's name.
record Need(String by, List<String> actions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Need {
        actions = List.copyOf(actions);
    }

    private static Need of(String by, String... actions) {
        return new Need(by, List.of(actions));
    }

    private static List<Need> calls(Collection<SdkCall> calls) {
        return calls.stream()
                .map(call -> new Need("`%s`".formatted(call.text()), call.actions()))
                .toList();
    }

    private static List<Need> calls(SdkCall... calls) {
        return calls(Arrays.asList(calls));
    }

    /// The actions in the name of a role.
    static Set<Need> of(String role) {
        var needs = new LinkedHashSet<Need>();
        for (var function : PipelineFunction.values()) {
            if (role.equals("Functions%sRole".formatted(Names.pascal(function)))) {
                needs.addAll(calls(ofStorage(function)));
                needs.addAll(ofItsOwn(function));
                needs.addAll(ofLambda());
                needs.add(of(
                        "Lambda sends on a call that failed for good",
                        "sqs:SendMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl"));
            }
        }
        for (var machine : Machine.values()) {
            if (role.equals("Machines%sRole".formatted(Names.pascal(machine)))) {
                needs.addAll(states(machine));
            }
        }
        needs.addAll(ofServices(role));
        return needs;
    }

    /// The calls of a function on storage; one that only lists objects neither reads nor writes.
    private static List<SdkCall> ofStorage(PipelineFunction function) {
        return switch (function) {
            case OVERDUE -> List.of(SdkCall.LIST_OBJECTS);
            case POOL -> List.of();
            default -> SdkCall.STORAGE;
        };
    }

    private static List<Need> ofLambda() {
        return List.of(
                of("Lambda writes its log", "logs:CreateLogStream", "logs:PutLogEvents"),
                of("Lambda traces it", "xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }

    private static List<Need> ofItsOwn(PipelineFunction function) {
        return switch (function) {
            case CLAIM -> calls(DESCRIBE_EXECUTION);
            case NOTIFY -> calls(PUT_EVENTS, DELETE_OBJECT);
            case DEAD_LETTER -> {
                var needs = new ArrayList<>(calls(DELETE_OBJECT, FAILURE, QUEUE_URL, REDELIVER));
                needs.add(fromQueue());
                yield needs;
            }
            case WEBHOOK -> {
                var needs = new ArrayList<>(calls(DELETE_OBJECT, SdkCall.SEND_LATER, QUEUE_URL, REDELIVER));
                needs.add(fromQueue());
                yield needs;
            }
            case CONNECT -> {
                var needs = new ArrayList<>(
                        calls(DELETE_OBJECT, SdkCall.LIST_SENT_PARTS, SdkCall.GET_SECRET, SdkCall.PUT_SECRET));
                needs.addAll(calls(QUEUE_URL, REDELIVER));
                needs.add(fromQueue());
                yield needs;
            }
            case PLAN -> calls(DELETE_OBJECT); // what an earlier attempt has named as damaged
            case INTAKE, ENHANCE_CLOSE, STITCH_STRIP, STITCH_CLOSE, OVERDUE, POOL -> List.of();
            case DELIVER -> calls(DELETE_OBJECT); // that an older version was about to be shown
        };
    }

    private static Need fromQueue() {
        return of(
                "Lambda receives from the queue",
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes");
    }

    private static List<Need> ofServices(String role) {
        return switch (role) {
            case "WorkerRole" -> {
                var needs = new ArrayList<>(calls(SdkCall.STORAGE));
                needs.addAll(calls(DELETE_OBJECT, SdkCall.RECEIVE, SdkCall.EXTEND, SdkCall.DELETE_MESSAGE));
                needs.addAll(calls(SdkCall.HEARTBEAT, SdkCall.SUCCESS, SdkCall.FAILURE));
                yield needs;
            }
            case "ApiHttpRole" -> { // its links do in its name what it may do: put uploads, get results
                var needs = new ArrayList<>(calls(SdkCall.STORAGE));
                needs.addAll(calls(
                        DELETE_OBJECT,
                        SdkCall.BEGIN_PARTS,
                        SdkCall.LIST_PARTS,
                        SdkCall.JOIN_PARTS,
                        SdkCall.ABORT_PARTS,
                        SdkCall.SEND_LATER));
                needs.addAll(ofLambda());
                yield needs;
            }
            case "WorkersContainerExecutionRole" ->
                List.of(
                        of(
                                "Batch pulls the image",
                                "ecr:GetAuthorizationToken",
                                "ecr:BatchCheckLayerAvailability",
                                "ecr:GetDownloadUrlForLayer",
                                "ecr:BatchGetImage"),
                        of("Batch writes its log", "logs:CreateLogStream", "logs:PutLogEvents"));
            case "PoolFunctionRole" -> {
                var needs = new ArrayList<>(List.of(
                        of("`S3.getObject`", "s3:GetObject"), of("`S3.headObject`", "s3:GetObject"))); // no old version
                needs.addAll(calls(SdkCall.LIST_OBJECTS, SdkCall.PUT_OBJECT, SdkCall.COUNT_MESSAGES));
                needs.addAll(calls(SdkCall.LIST_WORKERS, SdkCall.START_WORKER));
                needs.addAll(ofLambda());
                needs.add(fromQueue());
                yield needs;
            }
            default ->
                role.endsWith("EventsRole")
                        ? List.of(of("the rule of its trigger", "states:StartExecution"))
                        : List.of();
        };
    }

    private static List<Need> states(Machine machine) {
        var needs = new ArrayList<Need>(List.of(
                of(
                        "Step Functions writes its log",
                        "logs:CreateLogDelivery",
                        "logs:GetLogDelivery",
                        "logs:UpdateLogDelivery",
                        "logs:DeleteLogDelivery",
                        "logs:ListLogDeliveries",
                        "logs:PutResourcePolicy",
                        "logs:DescribeResourcePolicies",
                        "logs:DescribeLogGroups"),
                of(
                        "Step Functions traces it",
                        "xray:PutTraceSegments",
                        "xray:PutTelemetryRecords",
                        "xray:GetSamplingRules",
                        "xray:GetSamplingTargets")));
        try {
            collect(JSON.readTree(machine.definition()), needs);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return needs;
    }

    private static void collect(JsonNode scope, List<Need> needs) {
        for (var entry : scope.get("States").properties()) {
            var state = entry.getValue();
            if (state.has("Resource")) {
                needs.add(integration(entry.getKey(), state.get("Resource").asText()));
            }
            if (state.has("ItemReader")) {
                needs.add(integration(
                        entry.getKey() + ".ItemReader",
                        state.at("/ItemReader/Resource").asText()));
            }
            if (state.has("ItemProcessor")) {
                if (state.at("/ItemProcessor/ProcessorConfig/Mode").asText().equals("DISTRIBUTED")) {
                    needs.add(of(
                            "the Map " + entry.getKey(),
                            "states:StartExecution",
                            "states:DescribeExecution",
                            "states:StopExecution",
                            "states:RedriveExecution"));
                }
                collect(state.get("ItemProcessor"), needs);
            }
        }
    }

    private static Need integration(String state, String resource) {
        var operation = resource.replaceFirst("^arn:aws:states:::(aws-sdk:)?", "");
        var action = switch (operation) {
            case "lambda:invoke" -> "lambda:InvokeFunction";
            case "s3:getObject", "s3:headObject" -> "s3:GetObject";
            case "s3:listObjectsV2" -> "s3:ListBucket";
            case "sqs:sendMessage.waitForTaskToken" -> "sqs:SendMessage";
            default -> throw new IllegalStateException("which right does %s need?".formatted(operation));
        };
        return of("state %s (`%s`)".formatted(state, operation), action);
    }
}
