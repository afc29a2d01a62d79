package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.job.JobView.Status;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.NthCall;
import dev.azulejo.storage.testkit.NthCall.Fault;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever happens to the API at any of its calls while it takes an order, or ends a job: whoever asks again has one
/// job, which is whole, or ended.
class JobFaultsTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Optional<String> KEY = Optional.of("key-1");

    @ParameterizedTest
    @EnumSource
    void whoeverAsksAgainHasOneJob(Fault fault) {
        int calls = NthCall.each(fault, call -> {
            var api = api(call);
            var upload = api.upload(ANA);
            inTrouble(fault, call, api, process -> submit(process, upload));

            var job = submit(api, upload);
            var page = api.jobs.list(ANA, new Paging(Optional.empty(), 10), JobFilter.ALL);
            assertThat(page.jobs()).extracting(JobView::id).containsExactly(job);
            assertThat(api.jobs.get(ANA, job).status()).isEqualTo(Status.QUEUED);
            assertThat(new JobObjects(api.work, new JacksonCodec()).newest(new JobId(job)))
                    .as("its first attempt")
                    .isPresent();
        });
        assertThat(calls).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverCancelsAgainHasNoneThatGoesOn(Fault fault) {
        int calls = NthCall.each(fault, call -> {
            var api = api(call);
            var job = submit(api, api.upload(ANA));
            inTrouble(fault, call, api, process -> process.jobs.cancel(ANA, job));

            api.jobs.cancel(ANA, job);
            assertThat(api.jobs.get(ANA, job).status()).isEqualTo(Status.CANCELLED);
        });
        assertThat(calls).isGreaterThan(4);
    }

    private static InMemory api(NthCall call) {
        var api = new InMemory(new MemoryStorage(), call.to(new MemoryStorage()), new WebInMemory());
        api.clock.hurry();
        return api;
    }

    private static String submit(InMemory api, String upload) {
        return api.jobs.submit(ANA, InMemory.body(upload), KEY).id();
    }

    /// A caller that gets no answer asks again, and another process answers.
    private static void inTrouble(Fault fault, NthCall call, InMemory api, Consumer<InMemory> request) {
        call.beforeIt(() -> request.accept(api.another()));
        call.during(() -> request.accept(api));
        if (fault.lasts()) {
            call.during(() -> request.accept(api));
        }
    }
}
