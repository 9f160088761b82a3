package dev.vitrine.simulation;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.MetadataStore;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Who does something: at which machine, by which chance, and what is remembered of it.
///
/// @param truth the rows as they are at this moment
/// @param meeting of all who are there
record Actor(Machine machine, Random random, Memory memory, MetadataStore truth, Meeting meeting) {
    /// Where people get into each other's way.
    static final class Meeting {
        private String at = "";
    }

    void report(String what) {
        machine.report(what);
    }

    /// Another one at each call.
    String word() {
        return machine.process() + "-" + memory.words++;
    }

    /// Another one at each call, too.
    LocalDateTime moment() {
        int life = machine.process().toString().hashCode() & 0xFFFF;
        return LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(1000L * life + memory.words++);
    }

    /// Most often the first one, at which others are, too.
    <T> Optional<T> any(List<T> all) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(random.nextBoolean() ? 0 : random.nextInt(all.size())));
    }

    /// Most often the one that anybody did something with last.
    Optional<ImageRecord> image(List<ImageRecord> all) {
        Optional<ImageRecord> chosen = all.stream()
                .filter(row -> random.nextInt(3) > 0 && meeting.at.equals(row.imageId()))
                .findFirst()
                .or(() -> any(all));
        chosen.ifPresent(row -> meeting.at = row.imageId());
        return chosen;
    }

    static List<ImageRecord> live(Machine.Open open) {
        return open.rows().stream().filter(row -> row.deletedAt().isEmpty()).toList();
    }

    static List<String> ids(List<ImageRecord> rows) {
        return rows.stream().map(ImageRecord::imageId).toList();
    }

    static Optional<ImageRecord> row(Machine.Open open, String imageId) {
        return open.rows().stream().filter(row -> row.imageId().equals(imageId)).findFirst();
    }

    /// Some of them, in any order.
    <T> List<T> some(List<T> all) {
        var some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return List.copyOf(some.subList(0, some.isEmpty() ? 0 : 1 + random.nextInt(some.size())));
    }
}
