package dev.azulejo.lab.command;

import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.dataset.Assembly;
import dev.azulejo.lab.dataset.DatasetFolder;
import dev.azulejo.lab.dataset.DatasetReport;
import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.lab.picture.Photographs;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import dev.azulejo.quality.set.SetImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a dataset in a folder, or adds to the one that is there.
///
/// @param apart folders and sets of images that no model may learn from
/// @param test how many of 100 are kept to measure on
record Grown(DatasetFolder folder, List<Path> apart, int test, PlainPictures reader) {
    /// @param sets of which the images are added
    /// @return the lines of a report on the dataset; the last one is its version
    List<String> by(List<Path> sets) {
        var name = folder.folder().toAbsolutePath().normalize().getFileName();
        var earlier = folder.read(String.valueOf(name));
        var looks = looks();
        var candidates = new ArrayList<Assembly.Candidate>();
        for (var set : sets) {
            candidates.addAll(candidates(set));
        }
        var result = new Assembly(earlier.name(), earlier, test).made(candidates, looks);
        if (result.dataset().samples().isEmpty()) {
            throw ExitCode.NO_INPUT.failure("the dataset holds nothing; name sets of images");
        }
        if (!result.dataset().version().equals(earlier.version())) {
            folder.write(result.dataset());
        }
        var lines = new ArrayList<>(DatasetReport.lines(result, earlier));
        lines.add("version " + result.dataset().version());
        return lines;
    }

    private Map<String, Likeness> looks() {
        var looks = new HashMap<String, Likeness>();
        for (var place : apart) {
            var images = Photographs.in(place, _ -> true, reader, 1);
            for (int number = 0; number < images.count(); number++) {
                looks.put(images.name(number), Likeness.of(images.picture(number)));
            }
        }
        return looks;
    }

    private List<Assembly.Candidate> candidates(Path set) {
        try {
            var images = SetFile.read(UserFiles.readableByName(set)).images();
            var pictures = Photographs.in(set, _ -> true, reader, 1); // which checks that they are those
            var candidates = new ArrayList<Assembly.Candidate>();
            for (int number = 0; number < images.size(); number++) {
                var image = images.get(number);
                candidates.add(new Assembly.Candidate(
                        new SetImage(
                                folder.keep(pictures.file(number), image.sha256()),
                                image.sha256(),
                                image.tags(),
                                image.licence(),
                                image.origin()),
                        Likeness.of(pictures.picture(number))));
            }
            return candidates;
        } catch (RefusedSet e) {
            throw ExitCode.USAGE.failure(String.valueOf(e.getMessage()));
        }
    }
}
