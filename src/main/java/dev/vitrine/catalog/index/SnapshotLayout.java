package dev.vitrine.catalog.index;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How numbers lie in a snapshot, and in memory that was read of one: in the machine's byte order, which is
/// little-endian wherever Vitrine runs, and wherever the file has them.
final class SnapshotLayout {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;

    private SnapshotLayout() {}
}
