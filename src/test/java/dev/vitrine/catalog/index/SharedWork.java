package dev.vitrine.catalog.index;

/// For tests outside of the index: small libraries are worked on as large ones are, in parts side by side.
public final class SharedWork {
    private SharedWork() {}

    public static void always(boolean always) {
        RowParts.sharesAll = always;
    }
}
