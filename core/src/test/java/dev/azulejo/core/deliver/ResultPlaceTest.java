package dev.azulejo.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.Access;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultPlaceTest {
    private static final URI PLACE = URI.create("test://place/");

    private final List<Access> narrowed = new ArrayList<>();

    /// A place whose source nobody but its owner may read.
    private Storage place(Optional<Access> ofSource) {
        return (Storage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Storage.class}, (place, method, arguments) -> {
                    if (method.getName().equals("narrowedTo")) {
                        narrowed.add((Access) arguments[0]);
                        return place;
                    }
                    return method.getName().equals("access") ? ofSource : null;
                });
    }

    private void open(Optional<Access> ofSource) {
        var place = place(ofSource);
        Places places = _ -> place;
        var source = new SourceRef(new StorageUri(PLACE, "a.png"), "1", 1);
        new ResultPlace(places).open(PLACE, source);
    }

    @Test
    void nobodyMayDoMoreWithAResultThanWithItsSource() {
        var group = new Access(Set.of(PosixFilePermission.GROUP_READ), "staff");
        open(Optional.of(group));
        assertThat(narrowed).containsExactly(group);
    }

    @Test
    void ofASourceThatIsGoneTheOwnerAloneMaySeeTheResult() {
        open(Optional.empty());
        assertThat(narrowed).containsExactly(Access.OWNER);
    }
}
