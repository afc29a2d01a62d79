package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.Source;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StorageRouterTest {
    private static final URI MEMORY = URI.create("memory://a/");
    private static final URI SITE = URI.create("site://a/");
    private static final StorageSettings SETTINGS = StorageSettings.of(key -> key);

    private final StorageRouter router =
            new StorageRouter(SETTINGS, opens("memory", MemoryStorage::new), opens("site", EverythingMissing::new));

    private static StorageProvider opens(String scheme, Supplier<Source> places) {
        return new StorageProvider() {
            @Override
            public String scheme() {
                return scheme;
            }

            @Override
            public Source open(URI place, StorageSettings settings) {
                assertThat(settings).isEqualTo(SETTINGS);
                return places.get();
            }
        };
    }

    @Test
    void aPlaceIsOpenedOnceWhateverItIsTakenFor() {
        var opened = router.jobStorage(MEMORY);

        assertThat(router.storage(MEMORY)).isSameAs(opened);
        assertThat(router.source(MEMORY)).isSameAs(opened);
        assertThat(router.jobStorage(URI.create("memory://b/"))).isNotSameAs(opened);
    }

    @Test
    void aPlaceThatIsOnlyReadIsRefusedForAllElse() {
        assertThat(router.source(SITE)).isInstanceOf(EverythingMissing.class);
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> router.storage(SITE))
                .withMessage("site://a/ cannot be written: name another place");
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> router.jobStorage(SITE))
                .withMessage("site://a/ cannot be used for jobs: name another place");
    }

    @Test
    void aSchemeThatNobodyKnowsIsNamed() {
        var place = URI.create("gopher://a/");

        assertThat(router.find(place)).isEmpty();
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> router.source(place))
                .withMessage("there is no storage provider for gopher://a/");
    }
}
