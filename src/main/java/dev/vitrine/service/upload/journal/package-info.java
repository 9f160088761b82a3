/// What the upload queue writes down, in SQLite: drops, files, decisions, watched folders, and who works on them.
///
/// Above `service.upload.item`. A file is in the journal before anything is sent, so a crash forgets nothing.
@NullMarked
package dev.vitrine.service.upload.journal;

import org.jspecify.annotations.NullMarked;
