package dev.azulejo.storage.webdav;

import java.text.Normalizer;
import org.junit.jupiter.api.Nested;

/// The contract on servers of all kinds.
class WebDavStorageTest {
    @Nested
    class AsTheRfcHasIt extends FakeContract {
        @Override
        public int largeBytes() {
            return 20 << 20;
        }

        /// As it is used.
        @Override
        FakePlace place(DavFake fake) {
            return FakePlace.keepingConnections(fake);
        }
    }

    /// nginx.
    @Nested
    class WithoutProperties extends FakeContract {
        WithoutProperties() {
            super(Quirk.NO_PROPPATCH, Quirk.IGNORES_IF, Quirk.IGNORES_IF_MATCH, Quirk.LEAVES_OUT, Quirk.RESTAMPS);
        }
    }

    /// rclone.
    @Nested
    class RefusingConditions extends FakeContract {
        RefusingConditions() {
            super(Quirk.NO_PROPERTIES, Quirk.REFUSES_IF, Quirk.SHOWS_FOLDERS);
        }
    }

    /// WsgiDAV.
    @Nested
    class WithCoarseEtags extends FakeContract {
        WithCoarseEtags() {
            super(Quirk.COARSE_ETAGS, Quirk.BARE_ETAGS, Quirk.KNOWS_PATH_TAGS_ONLY, Quirk.SHOWS_FOLDERS);
        }
    }

    @Nested
    class WithWeakEtags extends FakeContract {
        WithWeakEtags() {
            super(Quirk.WEAK_ETAGS, Quirk.NO_RANGES, Quirk.ABSOLUTE_HREFS);
        }
    }

    @Nested
    class WithoutEtags extends FakeContract {
        WithoutEtags() {
            super(Quirk.NO_ETAGS, Quirk.REDIRECTS_FOLDERS);
        }
    }

    @Nested
    class FoldingCase extends FakeContract {
        FoldingCase() {
            super(Quirk.FOLDS_CASE, Quirk.KNOWS_ADDRESS_TAGS_ONLY);
        }

        /// Of the listing's keys, `B` and `b` are one there.
        @Override
        public boolean takes(String key) {
            return !key.equals("B");
        }
    }

    @Nested
    class FoldingForms extends FakeContract {
        FoldingForms() {
            super(Quirk.FOLDS_FORM);
        }

        @Override
        public boolean takes(String key) {
            return Normalizer.isNormalized(key, Normalizer.Form.NFC);
        }
    }
}
