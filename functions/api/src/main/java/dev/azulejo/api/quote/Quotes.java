package dev.azulejo.api.quote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.order.MissingModels;
import dev.azulejo.api.order.Orders;
import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.problem.ApiWords;
import dev.azulejo.api.quote.QuoteView.InputView;
import dev.azulejo.api.quote.QuoteView.Refusal;
import dev.azulejo.api.quote.QuoteView.ResultView;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.storage.StorageFull;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Forecasts jobs. Reads the source's header, and its pixels if the recipe looks at them; writes nothing.
/// Thread-safe.
@Singleton
public class Quotes {
    private static final double MEGAPIXEL = 1e6;
    private static final double MILLIS = 1000;

    private final Orders orders;
    private final Quoting quoting;
    private final MissingModels models;

    public Quotes(Orders orders, Quoting quoting, MissingModels models) {
        this.orders = orders;
        this.quoting = quoting;
        this.models = models;
    }

    QuoteView quote(Tenant tenant, @Nullable JsonNode body) {
        var order = orders.resolve(tenant, body);
        try {
            return switch (quoting.plan(order.request())) {
                case Planned planned -> quote(order, planned);
                case Refused refused -> refused(order, refused);
            };
        } catch (UnreadableImage e) {
            return refused(order, new Refused(e.reason(), e.detail()));
        }
    }

    private QuoteView quote(Orders.Resolved order, Planned planned) {
        var plan = planned.plan();
        models.check(plan.chain());
        var estimate = quoting.estimate(planned);
        return new QuoteView(
                new InputView(
                        order.upload().name(),
                        order.upload().bytes(),
                        plan.image().width(),
                        plan.image().height()),
                plan.chain().recipe(),
                plan.chain().chosen(),
                plan.picture() == null ? null : PictureView.of(plan.picture().facts()),
                plan.outputs().stream()
                        .map(output -> new ResultView(
                                output.size().width(),
                                output.size().height(),
                                output.encoding().format().text()))
                        .toList(),
                plan.grid().count(),
                plan.image().pixels() / MEGAPIXEL,
                estimate.time().toMillis() / MILLIS,
                estimate.memoryBytes(),
                estimate.diskBytes(),
                plan.warnings(),
                refusal(planned).map(Quotes::view).orElse(null));
    }

    private Optional<Refused> refusal(Planned planned) {
        try {
            return quoting.refusal(planned);
        } catch (StorageFull e) {
            return Optional.of(new Refused(Reason.NEEDS_TOO_MUCH_DISK, String.valueOf(e.getMessage())));
        }
    }

    private static QuoteView refused(Orders.Resolved order, Refused refused) {
        return new QuoteView(
                new InputView(order.upload().name(), order.upload().bytes(), 0, 0),
                order.request().recipe(),
                null,
                null,
                List.of(),
                0,
                0,
                0,
                0,
                0,
                List.of(),
                view(refused));
    }

    private static Refusal view(Refused refused) {
        return new Refusal(
                refused.reason().code(),
                ApiWords.of(refused.detail()),
                ApiWords.of(refused.reason().advice()));
    }
}
