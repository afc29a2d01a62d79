package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.functions.Metrics.Metric;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// Makes each call of a function visible: every line that is logged in it names the function, the stage and the
/// job, and one line at its end has the metrics. Thread-safe.
final class Telemetry {
    private static final Logger LOG = Logger.getLogger(Telemetry.class);
    private static final String STAGE = "stage";
    private static final String JOB = "job";

    private final PipelineFunction function;
    private final Metrics metrics;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    Telemetry(PipelineFunction function, Metrics metrics) {
        this.function = function;
        this.metrics = metrics;
    }

    /// Runs `work` for `input`. Its exceptions are logged, counted and thrown on. A call that only keeps
    /// the function awake (see [Awake]) gets an empty answer and is not counted.
    JsonNode call(Context context, JsonNode input, Supplier<JsonNode> work) {
        return Awake.isAll(input) ? JsonNodeFactory.instance.objectNode() : call(context, work);
    }

    private <T> T call(Context context, Supplier<T> work) {
        long start = System.nanoTime();
        var values = new EnumMap<Metric, Double>(Metric.class);
        values.put(Metric.COLD_START, cold.getAndSet(false) ? 1.0 : 0);
        values.put(Metric.FAILURES, 1.0);
        var request = String.valueOf(context.getAwsRequestId());
        MDC.clear();
        MDC.put("function", function.text());
        MDC.put("request", request);
        try {
            var answer = work.get();
            values.put(Metric.FAILURES, 0.0);
            return answer;
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s failed: %s", function.text(), failure.getMessage());
            throw failure;
        } finally {
            values.put(Metric.STAGE_SECONDS, (System.nanoTime() - start) / 1e9);
            metrics.emit(values, properties());
            MDC.clear();
        }
    }

    /// Names the stage and job of the running call, as soon as they are known.
    void about(String stage, String job) {
        MDC.put(STAGE, stage);
        MDC.put(JOB, job);
    }

    void count(Metric metric) {
        metrics.emit(Map.of(metric, 1.0), properties());
    }

    private static Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        for (var name : new String[] {"request", STAGE, JOB}) {
            if (MDC.get(name) instanceof String text) {
                properties.put(name, text);
            }
        }
        return properties;
    }
}
