package dev.vitrine.service.upload.journal;

import java.util.Arrays;

/// The name of a constant as it stands in a journal. A later version may have written one that is not known here.
final class StoredName {
    private StoredName() {}

    static <E extends Enum<E>> E read(String name, E unknown) {
        return Arrays.stream(unknown.getDeclaringClass().getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElse(unknown);
    }
}
