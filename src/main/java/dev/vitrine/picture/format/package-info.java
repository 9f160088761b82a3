/// The formats of files: how each is recognized, what its header says, how it is decoded.
///
/// Above `picture.input`, `picture.pixels`, `picture.external` and `picture.jpeg`; only `picture` sees it.
package dev.vitrine.picture.format;
