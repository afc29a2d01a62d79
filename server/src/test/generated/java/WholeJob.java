import dev.azulejo.generated.ApiClient;
import dev.azulejo.generated.ApiException;
import dev.azulejo.generated.api.ContentApi;
import dev.azulejo.generated.api.JobsApi;
import dev.azulejo.generated.api.QuotesApi;
import dev.azulejo.generated.api.UploadsApi;
import dev.azulejo.generated.api.WebhooksApi;
import dev.azulejo.generated.model.JobInput;
import dev.azulejo.generated.model.JobRequest;
import dev.azulejo.generated.model.JobStatus;
import dev.azulejo.generated.model.NewUpload;
import dev.azulejo.generated.model.NewWebhook;
import dev.azulejo.generated.model.Options;
import dev.azulejo.generated.model.UploadPartView;
import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Does a whole job with a client that was made from the API's document, and nothing else. */
public final class WholeJob {
    private interface Call {
        void make() throws ApiException;
    }

    /** Called with the server's address, a key, a picture and where its result goes. */
    public static void main(String[] arguments) throws Exception {
        ApiClient server = client(arguments[0]);
        server.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        ContentApi content = new ContentApi(client(arguments[0]));
        File picture = new File(arguments[2]);

        UploadsApi uploads = new UploadsApi(server);
        NewUpload announced = new NewUpload().name("cat.png").bytes(picture.length());
        var upload = uploads.createUpload(announced, null);
        var part = upload.getParts().get(0);
        put(arguments[0], part, picture.toPath());
        check(uploads.getUpload(upload.getId(), null).getComplete(), "its bytes are there");

        Options half = new Options().recipe(Options.RecipeEnum.RESIZE).percent(BigDecimal.valueOf(50));
        JobRequest order = new JobRequest().input(new JobInput().upload(upload.getId())).options(half);
        order.putMetadataItem("order", "17");
        check(new QuotesApi(server).createQuote(order).getResults().get(0).getWidth() == 30, "30 pixels are quoted");

        WebhooksApi webhooks = new WebhooksApi(server);
        var hook = webhooks.createWebhook(new NewWebhook().url(URI.create("https://example.com/hook")), null);
        check(hook.getSecret().startsWith("whsec_"), "a webhook has a secret");

        JobsApi jobs = new JobsApi(server);
        var job = jobs.createJob(order, "whole job", "wait=25");
        while (List.of(JobStatus.QUEUED, JobStatus.RUNNING).contains(job.getStatus())) {
            Thread.sleep(200);
            job = jobs.getJob(job.getId(), null);
        }
        String id = job.getId();
        check(job.getStatus() == JobStatus.SUCCEEDED, job.toString());
        check(job.getMetadata().equals(Map.of("order", "17")), "what was noted is there");
        check(events(arguments[0], job.getLinks().getStream()).contains("event:job"), "it is followed");
        var listed = jobs.listJobs(null, 5, JobStatus.SUCCEEDED, null, null, null, null, null).getJobs();
        check(listed.stream().anyMatch(its -> its.getId().equals(id)), "it is listed");
        fetch(job.getResults().get(0).getUrl(), content, Path.of(arguments[3]));

        refused(409, () -> jobs.cancelJob(id, null));
        refused(409, () -> jobs.redriveJob(id, null));
        webhooks.deleteWebhook(hook.getWebhook().getId(), null);
        jobs.deleteJob(id, null);
        refused(410, () -> jobs.getJob(id, null));
    }

    /** By hand: this generator's client reads a text as JSON, whatever the document says. */
    private static String events(String server, String stream) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + stream))
                .header("Accept", "text/event-stream") // without it a gateway asks for JSON
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** By hand: of a file, it sends the name, as JSON. */
    private static void put(String server, UploadPartView part, Path file) throws Exception {
        String url = part.getUrl();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.startsWith("/") ? server + url : url));
        part.getHeaders().forEach(request::header);
        request.PUT(HttpRequest.BodyPublishers.ofFile(file));
        int status = HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        check(status / 100 == 2, "its bytes are taken: " + status);
    }

    private static void fetch(String url, ContentApi content, Path to) throws Exception {
        if (url.startsWith("/")) {
            String[] words = url.split("/");
            Files.copy(content.getContent(words[4], words[3], null, null, null, null).toPath(), to);
        } else {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(to));
        }
    }

    private static ApiClient client(String address) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        return client;
    }

    private static void refused(int status, Call call) throws ApiException {
        try {
            call.make();
        } catch (ApiException e) {
            check(e.getCode() == status, e.toString());
            return;
        }
        throw new IllegalStateException("it was not refused with " + status);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
