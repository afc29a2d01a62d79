package dev.azulejo.storage.drives.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.core.models.UploadResult;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.Folder;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.onedrive.OneDriveFake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Microsoft's own library talks to the fake: what it understands, and what it understands of it, is not our invention.
class OfficialGraphSdkTest {
    private static final int SLICE = 320 << 10;

    private final OneDriveFake fake = new OneDriveFake();
    private final WireServer api = new WireServer(fake);
    private final WireServer content = new WireServer(fake);
    private GraphServiceClient client = client();

    @BeforeEach
    void contentHasAHostOfItsOwn() {
        fake.serveContentAt(content.address().replace("127.0.0.1", "localhost"));
    }

    @AfterEach
    void end() {
        api.close();
        content.close();
    }

    private GraphServiceClient client() {
        var token = fake.connect().accessToken();
        var provider = new BaseBearerTokenAuthenticationProvider(new AccessTokenProvider() {
            @Override
            public String getAuthorizationToken(URI uri, Map<String, Object> context) {
                return uri.getHost().equals("127.0.0.1") ? token : "";
            }

            @Override
            public AllowedHostsValidator getAllowedHostsValidator() {
                return new AllowedHostsValidator("127.0.0.1");
            }
        });
        var made = new GraphServiceClient(new BaseGraphRequestAdapter(provider));
        made.getRequestAdapter().setBaseUrl(api.address() + "/v1.0");
        return made;
    }

    private com.microsoft.graph.drives.item.items.item.DriveItemItemRequestBuilder at(String path) {
        return client.drives().byDriveId(fake.driveId()).items().byDriveItemId("root:/" + path + ":");
    }

    private UploadResult<DriveItem> upload(String path, byte[] bytes, String conflict)
            throws IOException, InterruptedException, ReflectiveOperationException {
        var properties = new DriveItemUploadableProperties();
        properties.setAdditionalData(Map.of("@microsoft.graph.conflictBehavior", conflict));
        var body = new CreateUploadSessionPostRequestBody();
        body.setItem(properties);
        var session = at(path).createUploadSession().post(body);
        return new LargeFileUploadTask<>(
                        client.getRequestAdapter(),
                        session,
                        new ByteArrayInputStream(bytes),
                        bytes.length,
                        SLICE,
                        DriveItem::createFromDiscriminatorValue)
                .upload();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void uploadsInFragments() throws Exception {
        var bytes = bytes(3 * SLICE + 17);
        fake.makeFolder("in");

        var result = upload("in/50% #1.jpg", bytes, "fail");

        assertThat(result.isUploadSuccessful()).isTrue();
        assertThat(result.itemResponse.getName()).isEqualTo("50% #1.jpg");
        assertThat(result.itemResponse.getSize()).isEqualTo(bytes.length);
        assertThat(fake.content("in/50% #1.jpg").orElseThrow()).isEqualTo(bytes);
        assertThat(fake.openUploads()).isZero();
        assertThat(content.requests())
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.method()).isEqualTo("PUT"));
    }

    @Test
    void uploadsAlthoughTheServiceIsBusyInBetween() throws Exception {
        var bytes = bytes(3 * SLICE);
        content.follow(FaultScript.none()
                .then(
                        request -> request.header("content-range").orElse("").startsWith("bytes 327680-"),
                        new WireFault.Unavailable()));

        assertThat(upload("busy.bin", bytes, "replace").isUploadSuccessful()).isTrue();

        assertThat(fake.content("busy.bin").orElseThrow()).isEqualTo(bytes);
    }

    @Test
    void learnsThatANameIsTaken() {
        fake.put("taken.txt", bytes(1));

        assertThatThrownBy(() -> upload("TAKEN.txt", bytes(2), "fail"))
                .isInstanceOfSatisfying(ODataError.class, error -> {
                    assertThat(error.getResponseStatusCode()).isEqualTo(409);
                    assertThat(error.getError().getCode()).isEqualTo("nameAlreadyExists");
                });
    }

    @Test
    void putsAndDownloadsSmallFiles() throws Exception {
        var bytes = bytes(1000);

        var item = at("a/b.bin").content().put(new ByteArrayInputStream(bytes));

        assertThat(item.getFile().getHashes().getQuickXorHash()).isNotEmpty();
        try (var in = client.drives()
                .byDriveId(fake.driveId())
                .items()
                .byDriveItemId(item.getId())
                .content()
                .get()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(content.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.path()).startsWith("/down/"));
    }

    @Test
    void listsPageByPage() {
        var names = new ArrayList<String>();
        for (int number = 0; number < 10; number++) {
            fake.put("many/%02d".formatted(number), bytes(number));
        }
        fake.makeFolder("many/folder");

        var page = at("many").children().get();
        page.getValue().forEach(item -> names.add(item.getName()));
        while (page.getOdataNextLink() != null) {
            page = at("many").children().withUrl(page.getOdataNextLink()).get();
            page.getValue().forEach(item -> names.add(item.getName()));
        }

        assertThat(names).containsExactly("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "folder");
    }

    @Test
    void followsChanges() {
        var root = client.drives()
                .byDriveId(fake.driveId())
                .items()
                .byDriveItemId("root")
                .delta();
        fake.put("before.txt", bytes(1));
        var page = root.get();
        while (page.getOdataNextLink() != null) {
            page = root.withUrl(page.getOdataNextLink()).get();
        }
        fake.put("after.txt", bytes(2));
        fake.remove("before.txt");

        var changes = root.withUrl(page.getOdataDeltaLink()).get();

        assertThat(changes.getValue())
                .filteredOn(item -> item.getRoot() == null)
                .extracting(item -> item.getDeleted() == null ? item.getName() : "gone")
                .containsExactly("after.txt", "gone");
        fake.forgetChanges();
        assertThatThrownBy(() -> root.withUrl(changes.getOdataDeltaLink()).get())
                .isInstanceOfSatisfying(
                        ODataError.class,
                        error -> assertThat(error.getResponseStatusCode()).isEqualTo(410));
    }

    @Test
    void makesFoldersRenamesAndDeletes() {
        var folder = new DriveItem();
        folder.setName("new");
        folder.setFolder(new Folder());
        var made = client.drives()
                .byDriveId(fake.driveId())
                .items()
                .byDriveItemId("root")
                .children()
                .post(folder);
        fake.put("new/old name.txt", bytes(3));
        var renamed = new DriveItem();
        renamed.setName("new name.txt");

        at("new/old name.txt").patch(renamed);

        assertThat(fake.paths()).isEqualTo(List.of("new/new name.txt"));
        assertThatThrownBy(() -> at("new/new name.txt")
                        .delete(configuration -> configuration.headers.add("If-Match", "\"other,1\"")))
                .isInstanceOfSatisfying(
                        ODataError.class,
                        error -> assertThat(error.getResponseStatusCode()).isEqualTo(412));
        client.drives()
                .byDriveId(fake.driveId())
                .items()
                .byDriveItemId(made.getId())
                .delete();
        assertThat(fake.paths()).isEmpty();
    }

    @Test
    void waitsAsLongAsItIsTold() {
        fake.put("file", bytes(1));
        api.follow(FaultScript.none().then(request -> true, new WireFault.Throttled(1)));
        long start = System.nanoTime();

        assertThat(at("file").get().getName()).isEqualTo("file");

        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void isRefusedWithAnExpiredToken() {
        fake.disconnect();

        assertThatThrownBy(() -> at("file").get())
                .isInstanceOfSatisfying(
                        ODataError.class,
                        error -> assertThat(error.getError().getCode()).isEqualTo("InvalidAuthenticationToken"));
    }
}
