package dev.vitrine.ui.support;

import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState;
import dev.vitrine.service.archive.RetrievalOffer;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Where bytes lie and whether they can be read, as people call it.
public final class StorageText {
    private StorageText() {}

    /// AWS's name of a class with the one that programs use; `""` while it is not known.
    public static String name(String storageClass) {
        return StorageClass.of(storageClass)
                .map(known -> Messages.text("storage.class", known.label(), known.name()))
                .orElse(storageClass);
    }

    /// What is to be known about an original in an archive; `""` for any other.
    public static String state(StorageState storage) {
        return switch (storage.stage()) {
            case READY -> "";
            case ARCHIVED -> Messages.text("storage.archived");
            case COMING -> coming(storage);
            case BACK ->
                storage.at()
                        .map(until -> Messages.text(
                                "storage.back.until",
                                Format.day(LocalDateTime.ofInstant(until, ZoneId.systemDefault())
                                        .toLocalDate())))
                        .orElseGet(() -> Messages.text("storage.back"));
        };
    }

    private static String coming(StorageState storage) {
        String begun = storage.at()
                .map(since -> Messages.text("storage.coming.since", Format.time(since)))
                .orElseGet(() -> Messages.text("storage.coming"));
        return RetrievalOffer.usualWait(storage)
                .map(wait -> Messages.text("storage.coming.takes", begun, Messages.text("archive.wait." + wait)))
                .orElse(begun);
    }
}
