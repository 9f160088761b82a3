/// Images for others: links that end by themselves, and the words that other programs find an image by.
///
/// On the floor of `service`. A link to the original is signed without asking anybody; for one without location a
/// cleaned copy is put beside the originals, under a key that tells when it may go: the original is never touched.
/// A page of several images is such copies and a file that shows them ([SharedPages]).
@NullMarked
package dev.vitrine.service.share;

import org.jspecify.annotations.NullMarked;
