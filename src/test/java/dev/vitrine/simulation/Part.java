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
    /// Done, and the answer takes its time.
    LATE,
    /// The connection breaks, and the request arrives nevertheless, after what comes next.
    OVERTAKEN,
    /// Some of many rows are not read.
    LEFT_OUT,
    /// A transaction meets another one, or a table that is busy.
    CANCELED,
    /// The stream of changes no longer reaches back to where somebody was.
    FORGOTTEN,

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
    /// Somebody mirrors some users only.
    PARTIAL,
    /// Somebody deletes bytes behind the back of the library.
    LOSS,
    /// Somebody clears away files that were dropped, when the program is killed.
    SWEPT,
    /// Somebody goes on while an edit is not answered yet.
    ASIDE,
    /// Deleting is permanent.
    NO_TRASH,

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
    /// Rows are made again for originals without one.
    ADOPT,
    LOOK,
    UNDO,
    SHARE,
    /// A branch of tags gets another name.
    RETAG,
    CORRECT,
    ALBUM,
    /// Keys that are quicker than the store.
    FLAG,
    PAGE,
    /// One of two that look alike is to stay.
    MERGE,
    /// What rows do not say is read out of the bytes.
    FILL,
    /// New files of a folder upload by themselves.
    WATCH,
    /// The library is closed, and opened again.
    REOPEN,
    /// Somebody goes to another library, and comes back.
    VISIT,
    /// Another program of this user on this machine uploads something.
    SECOND_QUEUE,
    /// Nothing for a while.
    REST;

    static final Set<Part> FAULTS = EnumSet.range(REFUSED, FORGOTTEN);
    /// They meet one kind of request only.
    static final Set<Part> OF_ONE_KIND = EnumSet.range(LEFT_OUT, FORGOTTEN);
    static final Set<Part> CIRCUMSTANCES = EnumSet.range(LAG, NO_TRASH);
    /// After them something that was asked for may not be done, or nobody knows it.
    static final Set<Part> DISTURBING =
            EnumSet.of(REFUSED, BROKEN, THROTTLED, LOST, CUT, OVERTAKEN, CANCELED, BAN, CRASH, LOSS);

    static final Set<Part> ACTS = EnumSet.range(DROP, REST);
}
