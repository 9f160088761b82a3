/// What an upload is made of, as values: the drop, its files, how far each is, and how it ended.
///
/// The lowest room of the upload: journal, sources, watched folders and queue speak in these words.
@NullMarked
package dev.vitrine.service.upload.item;

import org.jspecify.annotations.NullMarked;
