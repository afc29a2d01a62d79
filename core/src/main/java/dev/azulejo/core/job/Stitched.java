package dev.azulejo.core.job;

import dev.azulejo.core.job.CanonicalText.Hash;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `stitched.json`: every strip of every result is encoded.
///
/// @param files of the results, in the order of the plan
public record Stitched(int schema, JobId job, Hash planHash, List<StitchedFile> files) {
    public static final int SCHEMA = 2;

    public Stitched {
        files = List.copyOf(files);
    }

    /// One result: joined as [#parts] says, its strips are the file.
    ///
    /// @param stripBytes bytes of the file in each strip object, from its first on: the strips, what was made of
    ///     them together, the file's trailer last
    /// @param headBytes payload of the object after those, which goes before the first strip; 0 where there is none
    /// @param encoders builds that encoded them, each once, sorted
    public record StitchedFile(List<Long> stripBytes, long headBytes, List<String> encoders) {
        public StitchedFile {
            stripBytes = List.copyOf(stripBytes);
            encoders = List.copyOf(encoders);
        }

        /// The parts of the file in its order; none is empty.
        public List<StripPart> parts() {
            var head = new StripPart(stripBytes.size(), headBytes);
            var strips = IntStream.range(0, stripBytes.size())
                    .mapToObj(number -> new StripPart(number, stripBytes.get(number)));
            return Stream.concat(Stream.of(head), strips)
                    .filter(part -> part.bytes > 0)
                    .toList();
        }

        public long bytes() {
            return headBytes + stripBytes.stream().mapToLong(Long::longValue).sum();
        }
    }

    /// One object that holds a part of the file.
    ///
    /// @param number of the strip object
    public record StripPart(int number, long bytes) {}
}
