package dev.vitrine.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The classes in which S3 keeps bytes. What a server says stays a text: others have classes of their own.
public enum StorageClass {
    STANDARD("S3 Standard"),
    STANDARD_IA("S3 Standard-IA"),
    INTELLIGENT_TIERING("S3 Intelligent-Tiering"),
    GLACIER_IR("S3 Glacier Instant Retrieval"),
    GLACIER("S3 Glacier Flexible Retrieval"),
    DEEP_ARCHIVE("S3 Glacier Deep Archive"),
    /// Where INTELLIGENT_TIERING puts what nobody asked for in months.
    ARCHIVE_ACCESS("S3 Intelligent-Tiering, Archive Access"),
    DEEP_ARCHIVE_ACCESS("S3 Intelligent-Tiering, Deep Archive Access");

    /// Those that bytes can be sent to.
    public static final List<StorageClass> CHOSEN =
            List.of(STANDARD, STANDARD_IA, INTELLIGENT_TIERING, GLACIER_IR, GLACIER, DEEP_ARCHIVE);

    private final String label;

    StorageClass(String label) {
        this.label = label;
    }

    /// As AWS calls it, in every language.
    public String label() {
        return label;
    }

    /// Empty for a class of which nothing is known here.
    public static Optional<StorageClass> of(String name) {
        return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /// Whether bytes have to be brought back before they can be read.
    boolean isArchive() {
        return switch (this) {
            case STANDARD, STANDARD_IA, INTELLIGENT_TIERING, GLACIER_IR -> false;
            case GLACIER, DEEP_ARCHIVE, ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS -> true;
        };
    }

    /// Whether S3 moves the bytes by itself, and what was brought back stays.
    public boolean isTiered() {
        return switch (this) {
            case STANDARD, STANDARD_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE -> false;
            case INTELLIGENT_TIERING, ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS -> true;
        };
    }

    /// Whether bringing bytes back takes hours more, and never minutes.
    public boolean isDeep() {
        return this == DEEP_ARCHIVE || this == DEEP_ARCHIVE_ACCESS;
    }

    /// What a search finds in the name of a class: “archive” finds all of them.
    static String searched(String name) {
        return of(name).filter(StorageClass::isArchive).isPresent() ? name + " archive" : name;
    }
}
