package dev.vitrine.simulation;

import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is true at rest of what people and other programs wrote into rows.
///
/// @param done SHA-256 of what was uploaded, by image id
record WordPromises(List<Person> people, Stranger stranger, Map<String, String> done) {
    List<String> broken(Map<String, ImageRecord> live, Map<String, ImageRecord> trashed) {
        var wrong = new ArrayList<String>();
        people.forEach(person -> wrong.addAll(person.memory.unkept));
        lookAtTags(live, trashed, wrong);
        lookAtChains(wrong);
        Stream.concat(live.values().stream(), trashed.values().stream()).forEach(row -> lookAtCorrection(row, wrong));
        return wrong;
    }

    private void lookAtTags(Map<String, ImageRecord> live, Map<String, ImageRecord> trashed, List<String> wrong) {
        for (Person person : people) {
            for (Memory.TaggedImage tag : person.memory.tagged) {
                ImageRecord row = live.getOrDefault(tag.imageId(), trashed.get(tag.imageId()));
                boolean isUnmerged = people.stream().anyMatch(each -> each.memory.unmerged.contains(tag.imageId()));
                if (row != null && !Memory.keeps(row, tag.tag()) && !isUnmerged) {
                    wrong.add("a tag is lost: " + tag);
                }
            }
            person.memory.inherited.stream()
                    .filter(tag -> people.stream().anyMatch(each -> each.memory.hasTagged(tag.tag())))
                    .filter(tag -> people.stream().noneMatch(each -> each.memory.unmerged.contains(tag.imageId())))
                    .flatMap(tag -> Stream.of(live, trashed)
                            .flatMap(rows -> Optional.ofNullable(rows.get(tag.imageId())).stream())
                            .filter(row -> !Memory.keeps(row, tag.tag())))
                    .forEach(row -> wrong.add("without the tags of its copy: " + row));
        }
    }

    /// Whoever writes in the place of what was seen writes over that, and nothing else.
    private void lookAtChains(List<String> wrong) {
        var titles = new HashSet<Memory.Titled>();
        var moments = new HashSet<Memory.Dated>();
        for (Person person : people) {
            for (Memory.Titled title : person.memory.titled) {
                if (!titles.add(title) && !stranger.retitled.contains(title.imageId())) {
                    wrong.add("two titles in place of one: " + title);
                }
            }
            for (Memory.Dated moment : person.memory.dated) {
                if (!moments.add(moment)) {
                    wrong.add("two moments in place of one: " + moment);
                }
            }
        }
    }

    /// What the camera said stays known.
    private void lookAtCorrection(ImageRecord row, List<String> wrong) {
        Optional<LocalDateTime> said = stranger.uploaded.containsKey(row.imageId())
                ? Optional.empty()
                : SimulationHarness.momentOf(done.getOrDefault(row.imageId(), ""));
        if (done.containsKey(row.imageId()) && !said.equals(Correction.cameraTime(row.facts()))) {
            wrong.add("what the camera said is lost: " + row);
        }
        boolean isTurned = row.correction().turned() != Orientation.UPRIGHT;
        if (isTurned && people.stream().noneMatch(person -> person.memory.mayLie(row))) {
            wrong.add("turned by nobody: " + row);
        }
    }
}
