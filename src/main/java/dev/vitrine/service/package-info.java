/// What one does with a library: upload, search, edit, delete and restore, download, look at thumbnails.
///
/// Above `catalog`, `store` and `picture`; knows no front door. Calls block and belong on virtual threads; progress is an immutable snapshot.
package dev.vitrine.service;
