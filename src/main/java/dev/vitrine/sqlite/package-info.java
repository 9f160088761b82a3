/// SQLite files, opened in one way: for several threads and several processes, with tables that are brought up to date.
///
/// Above `image`, `text`, `files` and `store`, below `catalog`. A file hands in its tables ([Schema]) and what
/// people read when SQLite fails ([DatabaseFailures]). WAL lets readers go on while somebody writes; a write says
/// itself whether it has to outlast a power cut.
@NullMarked
package dev.vitrine.sqlite;

import org.jspecify.annotations.NullMarked;
