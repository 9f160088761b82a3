/// Where uploaded bytes come from: folders that are scanned, pasted pictures, and the limit on how fast they are read.
///
/// Above `service.upload.item`.
package dev.vitrine.service.upload.source;
