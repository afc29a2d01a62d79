package dev.azulejo.storage.webdav;

import dev.azulejo.storage.testkit.FaultContract;
import dev.azulejo.storage.testkit.FaultedPlace;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireService;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;

class WebDavFaultTest {
    @Nested
    class AsTheRfcHasIt extends FaultContract {
        @Override
        protected FaultedPlace emptyPlace() {
            return new Faulted(FakePlace::keepingConnections);
        }
    }

    @Nested
    class WithoutProperties extends FaultContract {
        @Override
        protected FaultedPlace emptyPlace() {
            return new Faulted(FakePlace::new, Quirk.NO_PROPERTIES, Quirk.REFUSES_IF, Quirk.IGNORES_IF_MATCH);
        }
    }

    @Nested
    class WithoutEtags extends FaultContract {
        @Override
        protected FaultedPlace emptyPlace() {
            return new Faulted(FakePlace::new, Quirk.NO_ETAGS, Quirk.NO_RANGES, Quirk.RESTAMPS);
        }
    }

    private static final class Faulted implements FaultedPlace {
        private final DavFake fake;
        private final FakePlace place;

        Faulted(Function<WireService, FakePlace> opening, Quirk... quirks) {
            fake = new DavFake(quirks);
            place = opening.apply(fake);
        }

        @Override
        public Opened open() {
            return Opened.of(place.open("photos"));
        }

        @Override
        public void follow(FaultScript script) {
            place.follow(script);
        }

        @Override
        public int chunkBytes() {
            return 1000;
        }

        @Override
        public List<String> leaked() {
            return fake.names("photos/" + DavWriter.FOLDER);
        }

        @Override
        public void close() {
            place.close();
        }
    }
}
