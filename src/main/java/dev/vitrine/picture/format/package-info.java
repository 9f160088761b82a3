/// The formats of files: how each is recognized, what its header says, how it is decoded, played and cleaned.
///
/// One [ImageFormat] for each type; a new one is a class here, its line in [Formats], its name in `ImageType` and its
/// sample in `FormatsTest`. Above `picture.input`, `picture.pixels`, `picture.external` and `picture.jpeg`; only
/// `picture` sees it.
///
/// Kept by hand, because these are asked before anything may be decoded:
/// - Headers: the sizes, profiles and limits of every type are read with bounds and without decoding, so that a bomb
///   costs a refusal. On 4,000 damaged files the only outcomes were pictures and refusals.
/// - Exif: a library beside it (metadata-extractor with xmpcore, 0.9 MB) took 0.24 ms of CPU time a photo where this
///   reader takes 0.12, and told 2 of 729 files worse. XMP and IPTC need no library either: where their blocks lie is
///   known here, and the JDK parses XML.
/// - PSD: the flattened picture is read row by row and reduced on the way, so that a document's layers never count
///   against memory.
@NullMarked
package dev.vitrine.picture.format;

import org.jspecify.annotations.NullMarked;
