package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.simulator.place.Place;
import dev.azulejo.simulator.place.PlaceView;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.simulator.schedule.Trace.Aside;
import dev.azulejo.storage.NoSuchObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Does the tasks, waits and parallel branches of one execution.
final class MachineServices implements StateMachine.Services {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_PAUSE = 30;
    private static final List<String> DEATHS = List.of("Sandbox.Timedout", "Lambda.Unknown", "Runtime.ExitError");

    private final Surroundings surroundings;
    private final Place work;
    private final Tasks tasks;
    private final Functions functions;
    private final Machines.Execution execution;
    private final SimProcess process;

    MachineServices(
            Surroundings surroundings,
            Place work,
            Tasks tasks,
            Functions functions,
            Machines.Execution execution,
            SimProcess process) {
        this.surroundings = surroundings;
        this.work = work;
        this.tasks = tasks;
        this.functions = functions;
        this.execution = execution;
        this.process = process;
    }

    @Override
    public void enters(String state) {
        surroundings.say("[" + state + "]");
    }

    @Override
    public void pause() {
        surroundings.scheduler().sleep(1 + surroundings.below("a state waits before it tries again", LONGEST_PAUSE));
    }

    @Override
    public JsonNode task(String resource, JsonNode asked) {
        return switch (resource) {
            case "arn:aws:states:::aws-sdk:s3:listObjectsV2" ->
                s3(
                        "list",
                        asked.path("Prefix"),
                        prefix -> list(prefix, asked.path("MaxKeys").asInt()));
            case "arn:aws:states:::aws-sdk:s3:headObject" -> s3("head", asked.path("Key"), this::head);
            case "arn:aws:states:::aws-sdk:s3:getObject", "arn:aws:states:::s3:getObject" ->
                s3("get", asked.path("Key"), this::get);
            case "arn:aws:states:::lambda:invoke" ->
                invoke(asked.path("FunctionName").asText(), asked.path("Payload"));
            case "arn:aws:states:::sqs:sendMessage.waitForTaskToken" -> await(asked);
            default -> throw new IllegalStateException("the simulator does not know " + resource);
        };
    }

    // ---- the bucket

    private interface Request {
        JsonNode answer(String key);
    }

    private JsonNode s3(String verb, JsonNode key, Request request) {
        return surroundings.port()
                .call(
                        process,
                        PortCall.MACHINE_S3,
                        verb + " " + PlaceView.brief(key.asText()),
                        false,
                        Port.Failures.of(words -> new MachineFailure(
                                surroundings.one("which of S3's errors", List.of("S3.S3Exception", "S3.SdkClientException")),
                                words)),
                        () -> request.answer(key.asText()));
    }

    private JsonNode list(String prefix, int most) {
        try (var found = work.shelf().list(prefix)) {
            return NODES.objectNode().put("KeyCount", found.limit(most).count());
        }
    }

    private JsonNode head(String key) {
        if (work.shelf().stat(key).isEmpty()) {
            throw new MachineFailure("S3.NoSuchKeyException", "404");
        }
        return NODES.objectNode();
    }

    private JsonNode get(String key) {
        try {
            return NODES.objectNode().put("Body", new String(work.shelf().readAll(key), StandardCharsets.UTF_8));
        } catch (NoSuchObject e) {
            throw new MachineFailure("S3.NoSuchKeyException", "404");
        }
    }

    // ---- functions

    private JsonNode invoke(String name, JsonNode payload) {
        surroundings.scheduler().pass();
        boolean isLost = surroundings.faults().anomaly("the answer of a function is lost");
        if (!isLost && surroundings.faults().anomaly("a function is throttled")) {
            surroundings.say(name, "is throttled");
            throw new MachineFailure("Lambda.TooManyRequestsException", "simulated");
        }
        var function = PipelineFunction.named(name).orElseThrow();
        var call = SimProcess.mortal(surroundings.next(process.name() + "." + name));
        var answer = new AtomicReference<@Nullable JsonNode>();
        var failure = new AtomicReference<@Nullable MachineFailure>();
        var fiber = surroundings.scheduler().spawn(call.name(), call, 0, () -> {
            try {
                answer.set(functions.call(function, call, payload));
            } catch (Stop.Killed e) {
                failure.set(new MachineFailure(surroundings.one("how the death of a function is told", DEATHS), "killed"));
            } catch (RuntimeException e) {
                surroundings.say(name, "fails:", e.getClass().getSimpleName(), new Aside(String.valueOf(e.getMessage())));
                failure.set(new MachineFailure(e.getClass().getName(), String.valueOf(e.getMessage())));
            }
        });
        if (isLost) {
            surroundings.say("the answer of", call, "is lost; it runs on");
            throw new MachineFailure("Lambda.SdkClientException", "simulated");
        }
        surroundings.scheduler().await(fiber::isDone);
        if (failure.get() != null) {
            throw failure.get();
        }
        if (answer.get() == null) {
            throw new MachineFailure("Lambda.Unknown", "no answer");
        }
        return NODES.objectNode().put("StatusCode", 200).set("Payload", answer.get());
    }

    // ---- tasks

    private JsonNode await(JsonNode asked) {
        var token = tasks.token(execution::isRunning);
        ObjectNode body = asked.path("MessageBody").deepCopy();
        body.put("token", token.text()); // parameters were worked out before there was one
        surroundings.port()
                .call(
                        process,
                        PortCall.SEND_MESSAGE,
                        "%s of shard %s"
                                .formatted(token.text(), body.path("shard").path("id")),
                        false,
                        Port.Failures.of(words -> new MachineFailure("SQS.AmazonSQSException", words)),
                        () -> {
                            tasks.send(body.toString());
                            return "";
                        });
        surroundings.scheduler().await(token::isAnswered);
        return token.answer();
    }

    // ---- maps

    @Override
    public List<JsonNode> all(List<Supplier<JsonNode>> branches) {
        var results = new JsonNode[branches.size()];
        var failures = new ArrayList<MachineFailure>();
        var fibers = new ArrayList<Fiber>();
        for (int i = 0; i < branches.size(); i++) {
            int index = i;
            var name = surroundings.next(process.name() + "/" + index);
            var fiber = surroundings.scheduler().spawn(name, process, 0, () -> {
                try {
                    results[index] = branches.get(index).get();
                } catch (MachineFailure failure) {
                    failures.add(failure);
                }
            });
            fibers.add(fiber);
            execution.has(fiber);
        }
        surroundings.scheduler().await(() -> !failures.isEmpty() || fibers.stream().allMatch(Fiber::isDone));
        if (!failures.isEmpty()) {
            fibers.stream().filter(fiber -> !fiber.isDone()).forEach(Fiber::abort);
            throw failures.getFirst();
        }
        return List.of(results);
    }
}
