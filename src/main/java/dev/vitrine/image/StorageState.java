package dev.vitrine.image;

import java.time.Instant;
import java.util.Optional;

/// In which class the bytes of an original lie, and whether they can be read, as the store said last.
///
/// @param storageClass as S3 calls it, `""` while nobody knows
/// @param at for COMING since when, where that is known; for BACK until when, where that ends
/// @param way for COMING, how it was asked for, as the store calls it; `""` where nobody knows
public record StorageState(String storageClass, Stage stage, Optional<Instant> at, String way) {
    public enum Stage {
        /// To be read at once.
        READY,
        ARCHIVED,
        /// Being brought back.
        COMING,
        /// Archived, and a copy is there to be read.
        BACK
    }

    public static final StorageState UNKNOWN = new StorageState("", Stage.READY, Optional.empty());

    public StorageState(String storageClass, Stage stage, Optional<Instant> at) {
        this(storageClass, stage, at, "");
    }

    private static final String ASKED = "asked";
    private static final String UNTIL = "until";

    /// As a listing says it: nothing of what was brought back.
    public static StorageState of(String storageClass) {
        return new StorageState(storageClass, isArchive(storageClass) ? Stage.ARCHIVED : Stage.READY, Optional.empty());
    }

    /// As it was noted: see [#note].
    static StorageState noted(String storageClass, String written) {
        StorageState listed = of(storageClass);
        String[] note = written.split(" ");
        if (listed.stage != Stage.ARCHIVED || note[0].isEmpty()) {
            return listed;
        }
        return new StorageState(
                listed.storageClass,
                note[0].equals(UNTIL) ? Stage.BACK : Stage.COMING,
                note.length > 1 ? ImageTime.parse(note[1]) : Optional.empty(),
                note.length > 2 ? note[2] : "");
    }

    public static boolean isArchive(String storageClass) {
        return StorageClass.of(storageClass).filter(StorageClass::isArchive).isPresent();
    }

    public boolean isReadable() {
        return stage == Stage.READY || stage == Stage.BACK;
    }

    public StorageState coming(Instant since, String asked) {
        return new StorageState(storageClass, Stage.COMING, Optional.of(since), asked);
    }

    /// As it is at this moment: what was brought back has an end.
    public StorageState asOf(Instant now) {
        return stage == Stage.BACK && at.filter(until -> !until.isAfter(now)).isPresent() ? of(storageClass) : this;
    }

    /// How it is kept beside the class: `asked 2026-11-28T23:10:00 BULK`, `until 2026-12-03T00:00:00`, or `""`.
    public String note() {
        return switch (stage) {
            case READY, ARCHIVED -> "";
            case COMING -> (ASKED + moment() + " " + way).strip();
            case BACK -> UNTIL + moment();
        };
    }

    private String moment() {
        return at.map(ImageTime::format).map(time -> " " + time).orElse("");
    }
}
