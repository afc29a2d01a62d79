package dev.azulejo.storage.drives;

import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.drives.WrappedDrive.WrappedUpload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What somebody who writes a service may get wrong. Each is to be found by [dev.azulejo.storage.testkit.FaultStory].
public enum DriveBug {
    READS_EACH_RANGE_FROM_THE_START(right -> new WrappedDrive(right) {
        @Override
        public InputStream open(DriveFile file, long offset, long length) throws IOException {
            return super.open(file, 0, length);
        }
    }),
    REMEMBERS_WHAT_IT_HAS_SEEN(right -> new WrappedDrive(right) {
        private final Map<String, Optional<DriveFile>> seen = new HashMap<>();

        @Override
        public Optional<DriveFile> find(String path) {
            return seen.computeIfAbsent(path, super::find);
        }
    }),
    LISTS_ALL_BUT_THE_LAST(right -> new WrappedDrive(right) {
        @Override
        public List<DriveEntry> children(String folder) {
            var all = super.children(folder);
            return all.size() < 2 ? all : all.subList(0, all.size() - 1);
        }
    }),
    LISTS_ONE_TWICE(right -> new WrappedDrive(right) {
        @Override
        public List<DriveEntry> children(String folder) {
            var more = new ArrayList<>(super.children(folder));
            more.stream().findFirst().ifPresent(more::add);
            return more;
        }
    }),
    DOES_NOT_DELETE(right -> new WrappedDrive(right) {
        @Override
        public void delete(DriveFile file) {}
    }),
    TAKES_BYTES_UNCHECKED(right -> new WrappedDrive(right) {
        @Override
        public Optional<DriveFile> find(String path) {
            return super.find(path)
                    .map(file -> new DriveFile(path, file.id(), file.bytes(), file.modified(), "", file.revision()));
        }
    }),
    REPLACES_WHATEVER_IS_THERE(right -> new WrappedDrive(right) {
        @Override
        public Upload begin(String path, long bytes) {
            return new WrappedUpload(super.begin(path, bytes)) {
                @Override
                public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
                    return super.finish(last, hash, Precondition.NONE);
                }
            };
        }
    }),
    TAKES_ITS_OWN_FILE_FOR_ANOTHERS(right -> new WrappedDrive(right) {
        @Override
        public Upload begin(String path, long bytes) {
            return new WrappedUpload(super.begin(path, bytes)) {
                @Override
                public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
                    var file = super.finish(last, hash, precondition);
                    return precondition.equals(Precondition.ABSENT) ? Optional.empty() : file;
                }
            };
        }
    }),
    FINDS_ANOTHER_NAME_WHERE_ONE_IS_TAKEN(right -> new WrappedDrive(right) {
        @Override
        public Upload begin(String path, long bytes) {
            var other = super.begin(path + " (1)", bytes);
            return new WrappedUpload(super.begin(path, bytes)) {
                @Override
                public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
                    return super.finish(last, hash, precondition)
                            .or(() -> offset() > 0 ? Optional.empty() : other.finish(last, hash, Precondition.NONE));
                }
            };
        }
    }),
    TELLS_AN_OLD_REVISION(right -> new WrappedDrive(right) {
        @Override
        public Upload begin(String path, long bytes) {
            return new WrappedUpload(super.begin(path, bytes)) {
                @Override
                public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
                    var before = right.find(path);
                    var file = super.finish(last, hash, precondition);
                    return file.isPresent() ? before.or(() -> file) : file;
                }
            };
        }
    }),
    SENDS_A_CHUNK_TWICE(right -> new WrappedDrive(right) {
        @Override
        public Upload begin(String path, long bytes) {
            return new WrappedUpload(super.begin(path, bytes)) {
                @Override
                public void append(byte[] chunk) {
                    super.append(chunk);
                    super.append(chunk);
                }
            };
        }
    }),
    RESUMES_FROM_NOTHING(right -> new WrappedDrive(right) {
        @Override
        public Upload resume(String path, String token) {
            return super.begin(path, -1);
        }
    }),
    KEEPS_DELETIONS_TO_ITSELF(right -> new WrappedDrive(right) {
        @Override
        public DriveChanges changes(String cursor) {
            var page = super.changes(cursor);
            return new DriveChanges(page.there(), List.of(), page.next(), page.isMore(), page.isReset());
        }
    }),
    SKIPS_A_PAGE_OF_CHANGES(right -> new WrappedDrive(right) {
        @Override
        public DriveChanges changes(String cursor) {
            var page = super.changes(cursor);
            return page.isMore() ? super.changes(page.next()) : page;
        }
    });

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final UnaryOperator<DriveService> wrapping;

    DriveBug(UnaryOperator<DriveService> wrapping) {
        this.wrapping = wrapping;
    }

    /// A service with this bug, and none that the right one has not.
    public DriveService in(DriveService right) {
        return wrapping.apply(right);
    }
}
