package dev.vitrine.simulation;

import java.util.EnumSet;
import java.util.Set;

/// What a simulated run is made of, and can do without.
enum Part {
    /// No connection.
    REFUSED,
    /// An error of the service, nothing done.
    BROKEN,
    THROTTLED,
    /// Done, but nobody says so.
    LOST,
    /// Done, and the body of the answer ends too early.
    CUT,
    SLOW,
    /// Some of many rows are not read.
    LEFT_OUT,
    /// A transaction meets another one, or a table that is busy.
    CANCELED,

    /// Indexes and readings that are not consistent know a change only after a while.
    LAG,
    /// The stream of changes goes on in two.
    SPLIT,
    /// Rights are taken away and given back.
    BAN,
    CRASH,
    /// For longer than the stream of changes is kept.
    SUSPEND,
    SECOND_MACHINE,
    OTHER_PROGRAM,

    DROP,
    TAG,
    TAG_MANY,
    TITLE,
    TRASH,
    RESTORE,
    PURGE,
    CANCEL,
    PAUSE,
    MOVE,
    DOCTOR,
    /// Nothing for a while.
    REST;

    static final Set<Part> FAULTS = EnumSet.range(REFUSED, CANCELED);
}
